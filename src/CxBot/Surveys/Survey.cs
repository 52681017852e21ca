using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Surveys;

/// <summary>A question that was put to a customer at the end of a handover, and what became of it. Asked is not delivered, and delivered is
/// not answered: each has its time.</summary>
public sealed class Survey
{
    public long Id { get; init; }

    /// <summary>The matter that it is about; null where that is not known.</summary>
    public long? CaseId { get; init; }
    public CustomerCase? Case { get; init; }
    public required long HandoverId { get; init; }
    public required SurveyKind Kind { get; init; }

    /// <summary>Where it was asked.</summary>
    public required ConversationId ConversationId { get; set; }
    public required string Channel { get; init; }

    /// <summary>The message that asks.</summary>
    public long Sequence { get; init; }

    /// <summary>Who had the conversation last: an agent, or <see cref="Conversation.ShopPhone"/>; null where nobody did.</summary>
    public string? AgentId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it reached the customer's device, or they saw it; null where that is not known.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When it was answered first.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the answer was changed last; null where it never was.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>1 to 5; null where not answered.</summary>
    public int? Score { get; private set; }

    public string? Comment { get; set; }

    /// <summary>Takes an answer in. Whoever answers has got the question. A later one counts instead of the one before.</summary>
    public void Answer(int score, string? comment, DateTimeOffset at)
    {
        DeliveredAt ??= at;
        if (Score is not null && Score != score)
            ChangedAt = at;
        AnsweredAt ??= at;
        (Score, Comment) = (score, comment);
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

/// <summary>What is asked.</summary>
public enum SurveyKind
{
    /// <summary>Customer satisfaction: one of five faces.</summary>
    Csat,
}
