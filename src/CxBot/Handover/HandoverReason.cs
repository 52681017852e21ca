namespace CxBot.Handover;

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
}
