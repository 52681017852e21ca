using CxBot.Conversations.Cases;
using CxBot.Conversations;

namespace CxBot.Handover;

/// <summary>The case that goes to a human: reason, brief, priority, owner, outcome.</summary>
public sealed class HandoverRequest
{
    public long Id { get; init; }
    /// <summary>Where it is: it follows a customer who goes on on another channel.</summary>
    public required ConversationId ConversationId { get; set; }

    /// <summary>The matter that it belongs to; null of older ones.</summary>
    public long? CaseId { get; init; }
    public CustomerCase? Case { get; set; }

    public required HandoverReason Reason { get; init; }
    public required HandoverBrief Brief { get; set; }
    public HandoverPriority Priority { get; set; }

    /// <summary>Which agents it needs; null for any.</summary>
    public string? Skill { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it came into the queue, the last time. Its place there is another matter: see <see cref="QueueOrder"/>.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>Why it changed hands the last time; null where it came for the first time.</summary>
    public QueuedBecause? QueuedBecause { get; set; }

    /// <summary>The agent who took it first or has it now.</summary>
    public string? AgentId { get; set; }
    /// <summary>Who made it that agent's: the agent themself, or who gave it to them; null where nobody did by hand.</summary>
    public string? AssignedById { get; set; }
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>The first word of a human: bot and system messages never count.</summary>
    public DateTimeOffset? FirstReplyAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public HandoverOutcome? Outcome { get; set; }

    /// <summary>What the agent wrote on resolving; for the desk only.</summary>
    public string? OutcomeNote { get; set; }

    /// <summary>The customer's rating, 1 to 5; null where not given.</summary>
    public int? Rating { get; set; }
    public string? RatingComment { get; set; }

    /// <summary>Where in the log the note stands that came with the last transfer; null where none came.</summary>
    public long? TransferNoteSequence { get; set; }

    /// <summary>As its conversation has to know it.</summary>
    public BegunHandover Begun => new(Id, Reason, Skill);

    /// <summary>The customer was told once that the agent's desk is gone; never twice for one handover.</summary>
    public bool ToldAgentVanished { get; set; }
}

/// <summary>How urgent. Urgent comes before everything that waits longer.</summary>
public enum HandoverPriority
{
    Normal,
    Urgent,
}
