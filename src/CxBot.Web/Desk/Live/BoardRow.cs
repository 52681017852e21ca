using CxBot.Conversations;
using CxBot.Handover;

namespace CxBot.Web.Desk.Live;

/// <summary>One conversation as a row of the desk's lists shows it.</summary>
/// <remarks>What lists are ordered and filtered by is always there. The words (<see cref="Want"/>, <see cref="LastWords"/>, names and
/// numbers that need a reading of their own) are there where <see cref="IsRead"/>: for what is new, what agents have, and what somebody
/// looks at (<see cref="Board.WithWordsAsync"/>).</remarks>
public sealed record BoardRow
{
    /// <summary>The conversation.</summary>
    public required ConversationId Id { get; init; }

    public required string Channel { get; init; }
    public required ConversationStatus Status { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }

    /// <summary>See <see cref="CustomerNames"/>, for who has no name.</summary>
    public CustomerId CustomerId { get; init; }

    /// <summary>Who made it the owner's: the owner, or who gave it to them; null where nobody did by hand.</summary>
    public string? AssignedById { get; init; }

    /// <summary>The name, or the number of who has none; null where neither is known.</summary>
    public string? CustomerName { get; init; }

    /// <summary>The customer's language, BCP 47; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Why it was handed over; null where no handover is open.</summary>
    public HandoverReason? Reason { get; init; }

    /// <summary>Which agents should take it, by the article that it is about; null for any. Nobody is kept from taking it.</summary>
    public string? Skill { get; init; }

    public bool Urgent { get; init; }

    /// <summary>Since when the customer waits for a human's word; null where nobody is owed one.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>When it came into the queue, the last time.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Why it waits again, after an agent had it; null where none had.</summary>
    public QueuedBecause? Returned { get; init; }

    /// <summary>The labels of its present case.</summary>
    public RowLabels Labels { get; init; } = RowLabels.None;

    public DateTimeOffset LastMessageAt { get; init; }
    public long LastCustomerSequence { get; init; }

    /// <summary>The channel refused an agent's reply, and nothing has made that good.</summary>
    public bool Failed { get; init; }

    /// <summary>When it comes back to who put it off, or came back: not after now, where it did. Null where nothing was put off.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Its owner has it out of sight, until a time or until the customer writes.</summary>
    public bool Snoozed { get; init; }

    /// <summary>The customer has written since its owner last looked; where nobody has it, since any agent did.</summary>
    public bool Unread { get; init; }

    /// <summary>Whether the words below, and the names that stand in other tables, have been read.</summary>
    public bool IsRead { get; init; }

    /// <summary>What the customer wants, in their own words, cut short; null where they only asked for a person, or said nothing
    /// yet.</summary>
    public string? Want { get; init; }

    /// <summary>The order number that they named first; null where they named none.</summary>
    public string? Order { get; init; }

    /// <summary>How many more they named.</summary>
    public int MoreOrders { get; init; }

    /// <summary>The last that customer or agent said, cut short.</summary>
    public string? LastWords { get; init; }

    public MessageRole? LastRole { get; init; }

    /// <summary><see cref="LastWords"/>, where they say more than <see cref="Want"/> and are no mere call for a person; empty for a file
    /// without words.</summary>
    public string? News { get; init; }

    /// <summary>The name of the agent who had it last; null where none had.</summary>
    public string? ReturnedBy { get; init; }

    /// <summary>This row, with the words of an older one as long as its own have not been read.</summary>
    public BoardRow Keeping(BoardRow older) => IsRead || !older.IsRead ? this : this with
    {
        CustomerName = CustomerName ?? older.CustomerName,
        OwnerName = OwnerName ?? older.OwnerName,
        Want = older.Want,
        Order = older.Order,
        MoreOrders = older.MoreOrders,
        LastWords = older.LastWords,
        LastRole = older.LastRole,
        News = older.News,
        ReturnedBy = older.ReturnedBy,
        IsRead = true,
    };
}

/// <summary>The labels of a row, by their ids in rising order; two rows with the same ones are equal.</summary>
public sealed record RowLabels(IReadOnlyList<long> Ids)
{
    public static readonly RowLabels None = new([]);

    public bool Has(long labelId) => Ids.Contains(labelId);

    public bool Equals(RowLabels? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Count == 0 ? 0 : HashCode.Combine(Ids.Count, Ids[0], Ids[^1]);
}
