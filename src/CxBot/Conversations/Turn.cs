namespace CxBot.Conversations;

/// <summary>One or more customer messages and what the bot did with them. Every customer message is covered by exactly one.</summary>
public sealed class Turn
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The first customer message it covers; with the conversation, the key.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The last customer message it covers.</summary>
    public long LastSequence { get; init; }

    public required TurnOutcome Outcome { get; init; }

    public double? Confidence { get; init; }

    /// <summary>The article that was found best, whatever was done with it.</summary>
    public ArticleId? ArticleId { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What a turn did.</summary>
public enum TurnOutcome
{
    Answered,
    Clarified,

    /// <summary>The rest of a thought that was answered a moment ago, or the same question again: there is nothing to add.</summary>
    Continued,
    AskedAgain,
    SmallTalk,
    HandedOver,

    /// <summary>It would have been handed over, and the customer's network address has too many open handovers.</summary>
    HeldBack,

    /// <summary>The customer comes from another channel, or goes to one.</summary>
    Crossed,

    /// <summary>An event (a rating, a contact) was taken in.</summary>
    Noted,

    /// <summary>An agent has the conversation, or it waits for one: the bot is silent.</summary>
    LeftToAgent,

    /// <summary>An agent took the conversation while the bot was thinking: its answer was dropped.</summary>
    Dropped,

    /// <summary>The customer is blocked, or a machine writes back to a machine.</summary>
    Ignored,
}
