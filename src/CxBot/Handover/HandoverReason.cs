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

    /// <summary>The article itself says that a person must have it.</summary>
    Article,
}
