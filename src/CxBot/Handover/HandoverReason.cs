namespace CxBot.Handover;

/// <summary>Why a conversation goes to a person.</summary>
public enum HandoverReason
{
    /// <summary>The customer asked for a person.</summary>
    CustomerAsked,

    /// <summary>Nothing in the knowledge is likely to answer.</summary>
    LowConfidence,

    /// <summary>The bot missed twice in a row.</summary>
    MissedTwice,

    /// <summary>Fraud, legal, threat or health.</summary>
    SensitiveTopic,

    /// <summary>The customer is really angry.</summary>
    Angry,

    /// <summary>Answering failed.</summary>
    AnsweringFailed,

    /// <summary>The article says that a person takes its matter.</summary>
    Article,
}
