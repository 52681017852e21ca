namespace CxBot.Answering.Calibration;

/// <summary>How likely an answer is right, and why.</summary>
/// <param name="Probability">0 to 1, that the best article is the one that answers.</param>
/// <param name="Signals">What it was judged by; kept with the message so that it can be explained.</param>
public sealed record Confidence(double Probability, IReadOnlyDictionary<string, double> Signals)
{
    /// <summary>
    /// The signal of <see cref="Signals"/> that is the probability, 0 to 1, that the answer is among the first four candidates: what asking
    /// back can win.
    /// </summary>
    public const string Among = "among";

    /// <summary>The signal of <see cref="Signals"/> that is 1 where the question is one of the owner's own ways to ask.</summary>
    internal const string Exact = "exact";

    public static readonly Confidence None = new(0, new Dictionary<string, double>());

    /// <summary>Whether the question is one of the owner's own ways to ask.</summary>
    internal bool IsExact => Signals.GetValueOrDefault(Exact) > 0;
}
