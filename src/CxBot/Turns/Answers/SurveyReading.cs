using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns.Answers;

/// <summary>Tells whether what a customer wrote answers a survey's question. What does not is a question as ever, and the bot's.</summary>
/// <remarks>A number counts while nothing else has begun since it was asked for. Words count as a comment only where the customer hangs
/// them on the message that asks for some: a new question must never be taken for one.</remarks>
public sealed class SurveyReading(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>Who types a number later means something else by it.</summary>
    private static readonly TimeSpan TypedWithin = TimeSpan.FromHours(24);

    /// <returns>Null where it answers nothing.</returns>
    internal async Task<SurveyAnswer?> ReadAsync(Conversation conversation, HeardMessage said, CancellationToken cancellationToken)
    {
        var text = said.Message.Text;
        if (string.IsNullOrWhiteSpace(text) || said.Content.Attachments is not null)
            return null;
        if (said.Content.ReplyTo?.Sequence is { } quoted)
        {
            await using var db = contexts.CreateDbContext();
            var content = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversation.Id && m.Sequence == quoted)
                .Select(m => m.Content).SingleOrDefaultAsync(cancellationToken);
            return content?.Asks is { } asks ? Quoting(asks, quoted, text) : null;
        }

        var isLeftToPeople = conversation.Status is ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent;
        return !isLeftToPeople && conversation.Offered is null or [] && TypedAnswer.MayBeOne(text)
            ? await TypedAsync(conversation, said, cancellationToken) : null;
    }

    /// <summary>What hangs on a message that asks. Pure.</summary>
    internal static SurveyAnswer? Quoting(SurveyQuestion asks, long quoted, string text)
    {
        if (asks.CommentOn is { } question)
            return TypedAnswer.Read(asks.Kind, text) is { Score: { } changed }
                ? new SurveyAnswer(question, changed, null) : new SurveyAnswer(question, null, text.Trim());
        return TypedAnswer.ReadQuoting(asks.Kind, text) is { } answer ? new SurveyAnswer(quoted, answer.Score, answer.Comment) : null;
    }

    private async Task<SurveyAnswer?> TypedAsync(Conversation conversation, HeardMessage said, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var since = said.At - TypedWithin;
        var survey = await db.Surveys.AsNoTracking().Where(s => s.ConversationId == conversation.Id && s.Sequence < said.Sequence)
            .OrderByDescending(s => s.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (survey is null || survey.AskedAt < since || TypedAnswer.Read(survey.Kind, said.Message.Text) is not { } answer
            || (answer.Score is null && (survey.ToldHow || survey.Score is not null)))
            return null;
        return await IsOverAsync(db, survey, cancellationToken) ? null : new SurveyAnswer(survey.Sequence, answer.Score, null);
    }

    /// <summary>Something else has begun since it was asked.</summary>
    private static async Task<bool> IsOverAsync(CxBotDbContext db, Survey survey, CancellationToken cancellationToken) =>
        await db.Messages.AnyAsync(
            m => m.ConversationId == survey.ConversationId && m.Sequence > survey.Sequence && m.Role == MessageRole.Agent,
            cancellationToken)
        || await db.Turns.AnyAsync(
            t => t.ConversationId == survey.ConversationId && t.FirstSequence > survey.Sequence && t.Outcome != TurnOutcome.Noted
                && t.Outcome != TurnOutcome.SmallTalk && t.Outcome != TurnOutcome.Ignored,
            cancellationToken);
}
