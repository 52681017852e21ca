using CxBot.Continuation;
using CxBot.Conversations;

namespace CxBot.Turns;

/// <summary>What a turn has before it: the conversation as it stood when the turn began to think, and what the customer has written since the last one.</summary>
/// <param name="Conversation">A snapshot: read, never changed.</param>
/// <param name="Pending">The customer's messages that no turn covers yet, oldest first; at least one.</param>
/// <param name="Patience">Whether doubt may still wait for the rest of a thought.</param>
public sealed record TurnWork(Conversation Conversation, IReadOnlyList<Message> Pending, bool Patience);

/// <summary>What a turn decided, before any of it is stored.</summary>
public sealed record TurnResult
{
    public required TurnOutcome Outcome { get; init; }

    /// <summary>The last message it covers.</summary>
    public required long LastSequence { get; init; }

    public IReadOnlyList<Reply> Replies { get; init; } = [];

    /// <summary>The handover to make; null for none.</summary>
    public HandoverDraft? HandOver { get; init; }

    /// <summary>What is to be done between two channels; null for nothing.</summary>
    public ContinuationRequest? Continuation { get; init; }

    /// <summary>Nothing was decided: doubt waits for what the customer may still write.</summary>
    public bool Waits { get; init; }

    /// <summary>The state that the conversation takes over.</summary>
    public int Missed { get; init; }
    public IReadOnlyList<Choice>? Offered { get; init; }
    public string? Language { get; init; }

    public double? Confidence { get; init; }
    public string? ArticleId { get; init; }
}

/// <summary>One thing that the bot says.</summary>
public sealed record Reply(string Text, MessageContent Content, double? Confidence = null, IReadOnlyDictionary<string, double>? Signals = null)
{
    /// <summary>Why it is said; null where nothing was weighed.</summary>
    public Explanation? Explanation { get; init; }
}

/// <summary>A handover, as the turn decided it.</summary>
public sealed record HandoverDraft(Handover.HandoverReason Reason, Handover.HandoverBrief Brief, Handover.HandoverPriority Priority, string? Skill);
