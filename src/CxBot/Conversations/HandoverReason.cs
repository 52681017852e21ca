namespace CxBot.Conversations;

/// <summary>Why a conversation goes to a human.</summary>
public enum HandoverReason
{
    CustomerAsked,
    LowConfidence,
    MissedTwice,
    SensitiveTopic,
    Angry,
    AnsweringFailed,

    /// <summary>The message came when the channel took no free reply to it any more.</summary>
    WindowShut,

    /// <summary>Somebody wrote to the customer from the shop's own phone.</summary>
    ShopPhone,

    /// <summary>The article itself says that a person must have it.</summary>
    Article,

    /// <summary>An agent took it from the bot; nobody had asked.</summary>
    TakenByAgent,

    /// <summary>An agent opened again what was resolved.</summary>
    Reopened,

    /// <summary>What an agent promised has come back: its time is due, or the customer wrote again.</summary>
    Promised,
}

/// <summary>Why, as far as the customer is told.</summary>
public enum HandoverCause
{
    /// <summary>The customer asked for a person.</summary>
    Asked,

    /// <summary>The bot found no sure answer.</summary>
    Unsure,

    /// <summary>A person has it whatever the bot would have said.</summary>
    Direct,
}

/// <summary>How a handover ended.</summary>
public enum HandoverOutcome
{
    Solved,
    FollowUpNeeded,
    NotReachable,
    Spam,
    ReturnedToBot,
    CustomerWentBack,

    /// <summary>The customer was erased while it was open.</summary>
    CustomerErased,
}
