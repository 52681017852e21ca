using CxBot.Knowledge.Ranking;

namespace CxBot.Answering.Calibration;

/// <summary>
/// Brings signals to one scale: how unusual each is beside the answerable questions of the same knowledge. What one folder calls near is far in another;
/// on this scale the same weights serve both.
/// </summary>
/// <param name="Means">Of answerable questions.</param>
/// <param name="Deviations">Of answerable questions.</param>
internal sealed record SignalScale(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    private const double Lowest = -6;
    private const double Highest = 3;

    // How many questions' worth of trust the usual figures have.
    private const double Trust = 10;

    // In the order of the signals: what was usual in the public sets, and below which deviation a signal says nothing.
    private static readonly double[] UsualMeans = [-0.9, -0.5, 6.5, 0.6, 0.83, 0.77, 0.93, 0.95, 0.25, 0.02, 2.2];
    private static readonly double[] UsualDeviations = [1.0, 0.8, 3.3, 0.2, 0.12, 0.12, 0.3, 0.12, 0.2, 0.15, 0.4];
    private static readonly double[] LeastDeviations = [0.5, 0.5, 1.0, 0.1, 0.06, 0.06, 0.3, 0.1, 0.1, 0.15, 0.4];

    /// <summary>Leaves signals as they are.</summary>
    public static readonly SignalScale None = new([.. RankSignals.Names.Select(_ => 0.0)], [.. RankSignals.Names.Select(_ => 1.0)]);

    /// <param name="samples">The whole cross-validation; fragments and unanswerable questions do not count.</param>
    /// <param name="hasEncoder">Without one its signals are always 0 and stay so.</param>
    public static SignalScale Of(IEnumerable<ConfidenceSample> samples, bool hasEncoder)
    {
        var usual = samples.Where(s => s is { Answerable: true, IsFragment: false }).Select(s => s.Signals).ToArray();
        double[] means = new double[UsualMeans.Length], deviations = new double[means.Length];
        for (var j = 0; j < means.Length; j++)
        {
            means[j] = (usual.Sum(s => s[j]) + (Trust * UsualMeans[j])) / (usual.Length + Trust);
            var spread = usual.Sum(s => Math.Pow(s[j] - means[j], 2)) + (Trust * Math.Pow(UsualDeviations[j], 2));
            deviations[j] = Math.Max(Math.Sqrt(spread / (usual.Length + Trust)), LeastDeviations[j]);
            if (!hasEncoder && RankSignals.Names[j] is "meaning" or "nearestMeaning" or "agree")
                (means[j], deviations[j]) = (0, double.PositiveInfinity);
        }

        return new SignalScale(means, deviations);
    }

    public double[] Apply(ReadOnlySpan<double> signals)
    {
        var scaled = new double[signals.Length];
        for (var j = 0; j < scaled.Length; j++)
            scaled[j] = Math.Clamp((signals[j] - Means[j]) / Deviations[j], ReferenceEquals(this, None) ? double.MinValue : Lowest, ReferenceEquals(this, None) ? double.MaxValue : Highest);
        return scaled;
    }
}
