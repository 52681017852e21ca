namespace CxBot.Language;

/// <summary>A matter that belongs to a person whatever the articles say.</summary>
public enum SensitiveTopic
{
    /// <summary>Of violence, or of harm to oneself.</summary>
    Threat,
    Health,
    Legal,
    Fraud,
}
