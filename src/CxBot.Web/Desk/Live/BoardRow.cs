using CxBot.Conversations;
using CxBot.Handover;

namespace CxBot.Web.Desk.Live;

/// <summary>One conversation as a row of the desk's lists shows it.</summary>
public sealed record BoardRow
{
    /// <summary>The conversation.</summary>
    public required string Id { get; init; }

    public required string Channel { get; init; }
    public required ConversationStatus Status { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }

    /// <summary>The name, or the number of who has none; null where neither is known.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Why it was handed over; null where no handover is open.</summary>
    public HandoverReason? Reason { get; init; }

    /// <summary>Which agents should take it, by the article that it is about; null for any. Nobody is kept from taking it.</summary>
    public string? Skill { get; init; }

    public bool Urgent { get; init; }

    /// <summary>Since when the customer waits for a human's word; null where nobody is owed one.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>Why it waits again, or is with another agent than before; null where that needs no word.</summary>
    public QueuedBecause? Back { get; init; }

    /// <summary>When it came into the queue, the last time.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>The last that customer or agent said, cut short.</summary>
    public string? LastWords { get; init; }

    public MessageRole? LastRole { get; init; }
    public DateTimeOffset LastMessageAt { get; init; }
    public long LastCustomerSequence { get; init; }

    /// <summary>The channel refused an agent's reply, and nothing has made that good.</summary>
    public bool Failed { get; init; }

    /// <summary>When it was to come back to its agent; null where nothing was put off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The customer has written since an agent last looked.</summary>
    public bool Unread { get; init; }
}
