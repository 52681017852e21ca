using System.Text.Json;
using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language.Contacts;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Turns.Answers;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>What customers' clients report beside words: the page, a rating, thumbs, a contact, the wish to go back to the bot. What cannot
/// be read is ignored: it comes from a page that anybody can change.</summary>
public sealed class CustomerEvents(CustomerNotices notices, SurveyAnswers surveys, TimeProvider time)
{
    /// <summary>Takes an event in, inside the transaction of its turn; the caller saves.</summary>
    public async Task ApplyAsync(CxBotDbContext db, Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        if (message.Content is not MessageContent.Report report)
            return;
        if (Parse(report.Value) is not { } value)
            value = default;
        switch (report.Name)
        {
            case EventNames.Context:
                conversation.Page = new PageContext(Text(value, "title"), Text(value, "address"), Text(value, "product")).Trimmed();
                break;
            case EventNames.ReturnToBot:
                await ReturnToBotAsync(db, conversation, cancellationToken);
                break;
            case EventNames.Contact:
                await ContactAsync(db, conversation, value, cancellationToken);
                break;
            case EventNames.Rating:
                await RateAsync(db, conversation, message, value, cancellationToken);
                break;
            case EventNames.Feedback when Number(value, "sequence") is { } sequence:
                await FeedbackAsync(db, conversation, sequence, message.At, value, cancellationToken);
                break;
            case EventNames.HandoffStatus when Text(value, "state") is "completed" or "failed":
                await ReturnToBotAsync(db, conversation, cancellationToken);
                break;
        }
    }

    private async Task ReturnToBotAsync(CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.Status != ConversationStatus.WaitingForAgent)
            return;
        var handover = await db.Handovers.SingleAsync(h => h.Id == conversation.HandoverId, cancellationToken);
        handover.EndedAt = time.GetUtcNow();
        handover.Outcome = HandoverOutcome.CustomerWentBack;
        conversation.ReturnToBot(byCustomer: true, handover.EndedAt.Value);
        await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.CustomerWentBack), "CustomerWentBack", [],
            cancellationToken);
    }

    private async Task ContactAsync(CxBotDbContext db, Conversation conversation, JsonElement value, CancellationToken cancellationToken)
    {
        var customer = conversation.Customer!;
        if (Text(value, "email")?.Trim() is { } email && EmailAddress.IsOne(email))
            customer.Email = email;
        else if (Text(value, "phone")?.Trim() is { } phone && PhoneNumber.IsWritten(phone))
            customer.Phone = phone;
        else
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("refused", out var refused)
                && refused.ValueKind == JsonValueKind.True)
                await notices.SayPlainAsync(db, conversation, "ContactRefused", [], cancellationToken);
            return;
        }
        await SearchMark.RaiseAsync(db, conversation.CustomerId, cancellationToken);
        await notices.SayPlainAsync(db, conversation, "ContactSaved", [Text(value, "email") ?? Text(value, "phone")!], cancellationToken);
    }

    private async Task RateAsync(
        CxBotDbContext db, Conversation conversation, Message message, JsonElement value, CancellationToken cancellationToken)
    {
        if (Number(value, "score") is not (>= 0 and <= 10 and var score))
            return;
        var comment = Text(value, "comment") is { Length: > 0 } words ? words : null;
        if (Number(value, "question") is { } question)
            await surveys.TakeAsync(db, conversation, new SurveyAnswer(question, (int)score, comment), message.At, cancellationToken);
        else if (score is >= 1 and <= 5 && Number(value, "handover") is { } id)
            await RateAsync(db, conversation, message, id, new SurveyAnswer(0, (int)score, comment), cancellationToken);
    }

    /// <summary>Who was asked by a client that knows the five faces of a handover alone.</summary>
    private async Task RateAsync(CxBotDbContext db, Conversation conversation, Message message, long id, SurveyAnswer answer,
        CancellationToken cancellationToken)
    {
        var survey = await db.Surveys.AsNoTracking().Where(s => s.HandoverId == id && s.ConversationId == conversation.Id)
            .OrderByDescending(s => s.Id).FirstOrDefaultAsync(cancellationToken);
        if (survey is { Kind: SurveyKind.Csat })
        {
            await surveys.TakeAsync(db, conversation, answer with { Question = survey.Sequence }, message.At, cancellationToken);
            return;
        }

        var handover = survey is not null ? null
            : await db.Handovers.SingleOrDefaultAsync(h => h.Id == id && h.ConversationId == conversation.Id, cancellationToken);
        if (handover is not { EndedAt: not null })
            return;
        // Asked before there were surveys. The face comes first and the words after it, and thanks are said once.
        var first = handover.Rating is null;
        (handover.Rating, handover.RatingComment) = (answer.Score, answer.Comment ?? handover.RatingComment);
        await SearchMark.RaiseAsync(db, conversation.Id, cancellationToken);
        if (first)
            await notices.SayPlainAsync(db, conversation, "RatingThanks", [], cancellationToken);
    }

    private static async Task FeedbackAsync(
        CxBotDbContext db, Conversation conversation, long sequence, DateTimeOffset at, JsonElement value,
        CancellationToken cancellationToken)
    {
        var rated = await db.Messages.SingleOrDefaultAsync(m =>
            m.ConversationId == conversation.Id && m.Sequence == sequence && m.Role == MessageRole.Bot, cancellationToken);
        if (rated is not null && value.TryGetProperty("helpful", out var helpful)
            && helpful.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            (rated.Helpful, rated.HelpfulAt) = (helpful.GetBoolean(), at);
            await CaseChange.RaiseAsync(db, conversation.Id, cancellationToken);
        }
    }

    private static JsonElement? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() : null;

    private static long? Number(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt64(out var whole) ? whole : null;
}
