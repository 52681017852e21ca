namespace CxBot.Conversations.Cases;

/// <summary>Something that was done to a case. Raised by <see cref="Conversation"/> with the act itself, stored in the act's own
/// transaction, and never changed.</summary>
public sealed class CaseEvent
{
    public long Id { get; init; }

    public long CaseId { get; init; }

    public required CaseEventKind Kind { get; init; }

    /// <summary>When: never before the last message of the log then, whatever the clock said.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where it happened, on which channel.</summary>
    public required ConversationId ConversationId { get; init; }

    /// <summary>The message that led to it, or the last one before it. Of a handover that no message led to: 0.</summary>
    public long Sequence { get; init; }

    /// <summary>The handover that was open then; null where none was.</summary>
    public long? HandoverId { get; init; }

    /// <summary>Who had it before: an agent, or <see cref="Conversation.ShopPhone"/>; null where nobody did.</summary>
    public string? FromId { get; init; }

    /// <summary>Who has it now; null where nobody does.</summary>
    public string? ToId { get; init; }

    /// <summary>Why it went to people.</summary>
    public HandoverReason? Reason { get; init; }

    /// <summary>Which agents it needs; null for any.</summary>
    public string? Skill { get; init; }

    /// <summary>How it ended, as the agent said.</summary>
    public HandoverOutcome? Outcome { get; init; }

    /// <summary>The channel that it moved to.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether a case is over with this.</summary>
    public static bool Ends(CaseEventKind kind) =>
        kind is CaseEventKind.Resolved or CaseEventKind.ClosedSilent or CaseEventKind.Joined or CaseEventKind.CustomerErased;
}

/// <summary>What can be done to a case.</summary>
public enum CaseEventKind
{
    Opened,
    HandedOver,
    Taken,
    Transferred,
    Released,
    AgentVanished,
    AgentDisabled,
    ShopPhoneEnded,

    /// <summary>By people, to the bot.</summary>
    Returned,

    /// <summary>The customer went back to the bot, and waited no longer.</summary>
    WentBack,
    Resolved,

    /// <summary>The bot had it, and nobody said a word for long.</summary>
    ClosedSilent,

    /// <summary>People took it up again after it was resolved.</summary>
    Reopened,

    /// <summary>The act before was taken back.</summary>
    Undone,
    MovedChannel,

    /// <summary>It goes on in the case that the customer brought along from another channel.</summary>
    Joined,
    CustomerErased,
}
