using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns.Answers;

/// <summary>Takes customers' answers in, and thanks for them. Called inside a <see cref="Writer"/> command.</summary>
public sealed class SurveyAnswers(CustomerNotices notices)
{
    /// <summary>Takes an answer in; the caller saves. One to a question that was never put here, or off its scale, is none.</summary>
    public async Task TakeAsync(
        CxBotDbContext db, Conversation conversation, SurveyAnswer answer, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var survey = await db.Surveys.SingleOrDefaultAsync(
            s => s.ConversationId == conversation.Id && s.Sequence == answer.Question, cancellationToken);
        if (survey is null || (answer.Score is { } given && !SurveyScale.Of(survey.Kind).Holds(given)))
            return;
        if (answer.IsUnclear)
        {
            await TellHowAsync(db, conversation, survey, cancellationToken);
            return;
        }

        var isFirst = survey.Score is null && answer.Score is not null;
        survey.Answer(answer.Score, answer.Comment, at);
        await KeepWithHandoverAsync(db, survey, cancellationToken);
        await SearchMark.RaiseAsync(db, conversation.Id, cancellationToken);
        await CaseChange.RaiseAsync(db, conversation.Id, cancellationToken);
        if (survey.CaseId is { } about)
            db.CaseChanges.Add(new CaseChange { CaseId = about });
        await ThankAsync(db, conversation, survey, answer, isFirst, cancellationToken);
    }

    /// <summary>The desk shows a customer's five faces and their words with the handover.</summary>
    private static async Task KeepWithHandoverAsync(CxBotDbContext db, Survey survey, CancellationToken cancellationToken)
    {
        if (survey.HandoverId is not { } id
            || await db.Handovers.SingleOrDefaultAsync(h => h.Id == id, cancellationToken) is not { } handover)
            return;
        handover.RatingComment = survey.Comment;
        if (survey.Kind == SurveyKind.Csat)
            handover.Rating = survey.Score;
    }

    private Task TellHowAsync(CxBotDbContext db, Conversation conversation, Survey survey, CancellationToken cancellationToken)
    {
        survey.ToldHow = true;
        var scale = SurveyScale.Of(survey.Kind);
        return notices.SayPlainAsync(db, conversation, "SurveyWhole", [scale.Low, scale.High], cancellationToken);
    }

    /// <summary>Once for the score; and for words that the customer hung on our message. The widget shows by itself that it has
    /// them.</summary>
    private async Task ThankAsync(CxBotDbContext db, Conversation conversation, Survey survey, SurveyAnswer answer, bool isFirst,
        CancellationToken cancellationToken)
    {
        var canHang = db.Channels.Of(conversation.Channel).Quotes;
        if (isFirst && canHang && survey.Comment is null)
        {
            var language = CustomerWords.CultureOf(conversation.Language).Name;
            var words = $"{CustomerWords.Say("RatingThanks", language)} {CustomerWords.Say("SurveyComment", language)}";
            var asks = new SurveyQuestion(survey.Kind, language, CommentOn: survey.Sequence);
            await notices.SayAsync(db, conversation, words, MessageContent.Empty with { Asks = asks }, cancellationToken);
        }
        else if (isFirst)
            await notices.SayPlainAsync(db, conversation, "RatingThanks", [], cancellationToken);
        else if (answer.Comment is not null && canHang)
            await notices.SayPlainAsync(db, conversation, "SurveyCommentThanks", [], cancellationToken);
    }
}
