using CxBot.Conversations;
using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>What a handover comes to, of the agent who said the first word, or had it first. Durations are whole seconds by two clocks:
/// elapsed, and open, which counts the time in which people were there.</summary>
public sealed class HandoverFact : CountedFact
{
    public long HandoverId { get; init; }

    /// <summary>The hour of the words that led to it, as day and moment are; where none did, of the handover.</summary>
    public int Hour { get; init; }

    /// <summary>Whether the customer's words led to it. Where people began it, nobody waited for them.</summary>
    public bool IsAsked { get; init; }

    public HandoverReason Reason { get; init; }
    public long? EndedAt { get; init; }
    public HandoverEnd End { get; init; }

    /// <summary>Until the first word of a person that the channel did not refuse; null while there is none.</summary>
    public int? ReplyElapsed { get; init; }
    public int? ReplyOpen { get; init; }

    /// <summary>By when the first word was due, by each clock: <c>Handover:WaitTarget</c> after the words that led to it. Null by the
    /// open clock where nobody is there for so long within a year.</summary>
    public long DueElapsed { get; init; }
    public long? DueOpen { get; init; }

    /// <summary>Until somebody took it.</summary>
    public int? TakenElapsed { get; init; }
    public int? TakenOpen { get; init; }

    /// <summary>Until its end.</summary>
    public int? EndElapsed { get; init; }
    public int? EndOpen { get; init; }

    public int Transfers { get; init; }

    /// <summary>How often an agent put it back, and how often one vanished or was shut out.</summary>
    public int Releases { get; init; }
    public int Vanished { get; init; }

    /// <summary>Replies after the first: how many, and how long the customers waited for them, each from their first unanswered
    /// message.</summary>
    public int NextReplies { get; init; }
    public long NextElapsed { get; init; }
    public long NextOpen { get; init; }
}

/// <summary>How a handover ended.</summary>
public enum HandoverEnd
{
    Open,
    Solved,
    FollowUpNeeded,
    NotReachable,
    Spam,
    Returned,
    WentBack,
    Other,
}
