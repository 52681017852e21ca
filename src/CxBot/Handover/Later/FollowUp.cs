namespace CxBot.Handover.Later;

/// <summary>What an agent has put off: something promised to a customer, or one of their own conversations that they want out of sight for
/// a while. Of each kind a conversation has one open at most.</summary>
public sealed class FollowUp
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteLength = 1000;

    /// <summary>Nothing is put off for longer.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public long Id { get; init; }
    public required ConversationId ConversationId { get; init; }
    public FollowUpKind Kind { get; init; }

    /// <summary>Whose it is.</summary>
    public required string AgentId { get; init; }

    /// <summary>When it comes back; null: when the customer writes again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What was promised, in the agent's words; for the desk only. Null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The customer's last message when it was put off: what they write later wakes a snooze.</summary>
    public long AfterSequence { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came back; null while it is still to come.</summary>
    public DateTimeOffset? CameBackAt { get; set; }

    /// <summary>When it was over; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public FollowUpEnd? End { get; set; }
}

/// <summary>Why it was put off.</summary>
public enum FollowUpKind
{
    /// <summary>The customer is owed something: it comes back to who promised it, whatever has become of the conversation.</summary>
    Promise,

    /// <summary>It is out of its owner's list until its time, or until the customer writes. The customer knows nothing of it.</summary>
    Snooze,
}

/// <summary>How it ended.</summary>
public enum FollowUpEnd
{
    Done,
    Cancelled,

    /// <summary>Another time, note or agent took its place.</summary>
    Replaced,
}

/// <summary>A time and a note, as an agent chose them.</summary>
/// <param name="DueAt">When; null: when the customer writes again.</param>
public sealed record FollowUpPlan(DateTimeOffset? DueAt, string? Note);
