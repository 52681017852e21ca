using CxBot.Conversations.Cases;

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

    /// <summary>Why it did that.</summary>
    public TurnReason? Reason { get; init; }

    /// <summary>The case that it belongs to; null for events and greetings before one.</summary>
    public long? CaseId { get; init; }
    public CustomerCase? Case { get; init; }

    /// <summary>When its first message came.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the bot began to think of it: until then it waited for the rest of a thought, or for its turn.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>When it was done.</summary>
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

/// <summary>Why a turn did what it did: with <see cref="Turn.Outcome"/>, what a report says of it.</summary>
public enum TurnReason
{
    /// <summary>The answer was sure enough.</summary>
    Sure,

    /// <summary>The customer chose what was offered.</summary>
    Chosen,

    /// <summary>Of several questions, some were answered and the others asked back.</summary>
    SureInPart,

    /// <summary>Several articles may be meant.</summary>
    SeveralFit,

    /// <summary>One article may be meant, and it was asked whether it is.</summary>
    OneMayFit,

    /// <summary>Nothing fits, or too little was said.</summary>
    NothingFits,

    /// <summary>It was answered a moment ago, and asked again.</summary>
    SaidAgain,

    /// <summary>It is the rest of what was answered a moment ago.</summary>
    RestOfThought,
    SmallTalk,

    /// <summary>The customer thanked.</summary>
    Thanked,

    /// <summary>A photo, a voice note, a place: nothing that the bot can read.</summary>
    NoWords,

    /// <summary>A wish on being written to.</summary>
    Consent,
    CustomerAsked,
    LowConfidence,
    MissedTwice,
    SensitiveTopic,
    Angry,
    AnsweringFailed,
    WindowShut,
    Article,

    /// <summary>Too many of the customer's network address wait or are served.</summary>
    ShareUsedUp,
    OtherChannel,
    Event,
    WithPeople,

    /// <summary>People took it while the bot was thinking.</summary>
    TakenMeanwhile,

    /// <summary>The customer is blocked, a machine wrote, or a middleware kept it back.</summary>
    NotHeard,
}
