using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Surveys;

/// <summary>A question that was put to a customer at the end of a case, and what became of it. Asked is not delivered, and delivered is
/// not answered: each has its time.</summary>
public sealed class Survey
{
    /// <summary>Of a comment, in characters: as much as one message holds.</summary>
    public const int MaxCommentLength = 4096;

    public long Id { get; init; }

    /// <summary>The matter that it is about; null where that is not known.</summary>
    public long? CaseId { get; init; }
    public CustomerCase? Case { get; init; }

    /// <summary>The handover that it is about; null where the bot had the case alone.</summary>
    public required long? HandoverId { get; init; }
    public required SurveyKind Kind { get; init; }

    /// <summary>Where it was asked.</summary>
    public required ConversationId ConversationId { get; set; }
    public required string Channel { get; init; }

    /// <summary>The message that asks.</summary>
    public long Sequence { get; init; }

    /// <summary>Who had the conversation last: an agent, or <see cref="Conversation.ShopPhone"/>; null where nobody did.</summary>
    public string? AgentId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when a first answer counts; null where it was asked before that was kept.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it reached the customer's device, or they saw it; null where that is not known.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When it was answered first.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the answer was changed last; null where it never was.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>On the question's <see cref="SurveyScale"/>; null where not answered.</summary>
    public int? Score { get; private set; }

    public string? Comment { get; private set; }

    /// <summary>Since when the score is a low one, which leads are called for; null where it is none, or came too late.</summary>
    public DateTimeOffset? LowSince { get; private set; }

    /// <summary>The customer wrote something like a score, and was told how to write one. That is said once.</summary>
    public bool ToldHow { get; set; }

    /// <summary>Until when a first answer counts: what is answered later moves no figure of a month that stands.</summary>
    public DateTimeOffset CountsUntil => ExpiresAt ?? AskedAt + SurveyOptions.MaxExpiry;

    /// <summary>Takes an answer in. Whoever answers has got the question. A later one counts instead of the one before; words that were
    /// said stay until others are said.</summary>
    /// <param name="score">Null for words alone.</param>
    public void Answer(int? score, string? comment, DateTimeOffset at)
    {
        DeliveredAt ??= at;
        Comment = comment is { Length: > MaxCommentLength } ? comment[..MaxCommentLength] : comment ?? Comment;
        if (score is not { } given)
            return;
        if (Score is not null && Score != given)
            ChangedAt = at;
        AnsweredAt ??= at;
        Score = given;
        var counts = AnsweredAt <= CountsUntil;
        LowSince = counts && SurveyScale.Of(Kind).IsLow(given) ? LowSince ?? at : null;
    }

    /// <summary>The customer has got these messages of a conversation. Called inside a <see cref="Writer"/> command.</summary>
    public static async Task DeliveredAsync(CxBotDbContext db, ConversationId conversationId, long from, long upTo, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        if (await db.Surveys
            .Where(s => s.DeliveredAt == null && s.ConversationId == conversationId && s.Sequence >= from && s.Sequence <= upTo)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.DeliveredAt, at), cancellationToken) > 0)
            await CaseChange.RaiseAsync(db, conversationId, cancellationToken);
    }
}
