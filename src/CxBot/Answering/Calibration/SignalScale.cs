using CxBot.Knowledge.Ranking;

namespace CxBot.Answering.Calibration;

/// <summary>
/// Brings signals to one scale: how unusual each is beside the answerable questions of the same knowledge. What one folder calls near is
/// far in another; on this scale the same weights serve both.
/// </summary>
/// <param name="Means">Of each signal, for answerable questions.</param>
/// <param name="Deviations">Of each signal, for answerable questions.</param>
/// <param name="Parts">How much each signal counts, 1 as usual.</param>
internal sealed record SignalScale(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations, IReadOnlyList<double> Parts)
{
    private const double Lowest = -6;
    private const double Highest = 3;

    // How many questions' worth of trust the usual figures have.
    private const double Trust = 10;

    /// <summary>Leaves signals as they are.</summary>
    public static readonly SignalScale None = new(
        [.. Signals.All.Select(_ => 0.0)], [.. Signals.All.Select(_ => 1.0)], [.. Signals.All.Select(_ => 1.0)]);

    /// <param name="samples">The whole cross-validation; fragments and unanswerable questions do not count.</param>
    /// <param name="hasEncoder">Without one its signals are always 0 and stay so.</param>
    /// <param name="mix">How much words and encoder count in the ranking.</param>
    public static SignalScale Of(IEnumerable<ConfidenceSample> samples, bool hasEncoder, RankMix mix)
    {
        var usual = samples.Where(s => s is { Answerable: true, IsFragment: false }).Select(s => s.Signals).ToArray();
        var figures = Signals.All.Select((signal, at) => signal.NeedsEncoder && !hasEncoder
            ? (Mean: 0, Deviation: double.PositiveInfinity)
            : Measure([.. usual.Select(values => values[at])], signal.Usual)).ToArray();
        return new SignalScale([.. figures.Select(figure => figure.Mean)], [.. figures.Select(figure => figure.Deviation)],
            [.. Signals.All.Select(signal => signal.Part(mix))]);
    }

    public double[] Apply(ReadOnlySpan<double> signals)
    {
        var scaled = new double[signals.Length];
        var isNone = ReferenceEquals(this, None);
        var (lowest, highest) = isNone ? (double.MinValue, double.MaxValue) : (Lowest, Highest);
        for (var at = 0; at < scaled.Length; at++)
            scaled[at] = Parts[at] * Math.Clamp((signals[at] - Means[at]) / Deviations[at], lowest, highest);
        return scaled;
    }

    private static (double Mean, double Deviation) Measure(double[] values, UsualValue usual)
    {
        var mean = (values.Sum() + (Trust * usual.Mean)) / (values.Length + Trust);
        var spread = values.Sum(value => Math.Pow(value - mean, 2)) + (Trust * Math.Pow(usual.Spread, 2));
        return (mean, Math.Max(Math.Sqrt(spread / (values.Length + Trust)), usual.MinSpread));
    }
}
