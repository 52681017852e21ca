namespace CxBot.Handover;

/// <summary>From which confidence the bot answers, and from which it asks back. Section <c>Handover:Thresholds</c>.</summary>
/// <param name="Answer">Probability that the best article is right, from which it is said; 0 to 1.</param>
/// <param name="Clarify">
/// Probability that the right article is among the choices, from which the bot asks which is meant instead of handing over; 0 to 1.
/// </param>
public sealed record HandoverThresholds(double Answer, double Clarify)
{
    public const string Section = "Handover:Thresholds";

    public const double DefaultAnswer = 0.7;
    public const double DefaultClarify = 0.45;

    public HandoverThresholds()
        : this(DefaultAnswer, DefaultClarify)
    {
    }

    public static HandoverThresholds Default { get; } = new();
}
