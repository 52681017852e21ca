using CxBot.Evaluation.Questions;

namespace CxBot.Evaluation.Metrics;

/// <summary>If only the surest questions were answered: how many of all, and how many of those wrongly.</summary>
/// <param name="Coverage">The share of questions answered, 0 to 1.</param>
/// <param name="Risk">The share of those that are wrong, 0 to 1.</param>
/// <param name="From">The confidence from which is answered.</param>
public sealed record RiskPoint(double Coverage, double Risk, double From)
{
    /// <summary>The curve, from the surest question to all; equally sure ones come together, because no threshold parts them.</summary>
    /// <param name="most">At least 2, and about so many points.</param>
    public static IReadOnlyList<RiskPoint> Curve(IReadOnlyList<Prediction> predictions, int most = 60)
    {
        var points = new List<RiskPoint>();
        var (asked, wrong) = (0, 0);
        foreach (var tie in predictions.GroupBy(p => p.Confidence).OrderByDescending(g => g.Key))
        {
            asked += tie.Count();
            wrong += tie.Count(p => !p.IsRight);
            points.Add(new RiskPoint((double)asked / predictions.Count, (double)wrong / asked, tie.Key));
        }

        return points.Count <= most
            ? points
            : [.. Enumerable.Range(0, most).Select(i => points[(int)Math.Round(i * (points.Count - 1.0) / (most - 1))])];
    }
}

/// <summary>Questions of like confidence: how sure the bot was, and how often it was right.</summary>
/// <param name="From">The lower bound of the confidence, inclusive; the upper one is a tenth higher.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Right">The share that was right.</param>
public sealed record ReliabilityBin(double From, int Count, double Confidence, double Right)
{
    public const int Bins = 10;

    /// <summary>The bins that hold anything, the least sure first.</summary>
    public static IReadOnlyList<ReliabilityBin> Diagram(IEnumerable<Prediction> predictions) =>
        [
            .. predictions
                .GroupBy(p => Math.Min((int)(p.Confidence * Bins), Bins - 1))
                .OrderBy(g => g.Key)
                .Select(g => new ReliabilityBin(
                    (double)g.Key / Bins,
                    g.Count(),
                    g.Average(p => p.Confidence),
                    g.Average(p => p.IsRight ? 1.0 : 0.0))),
        ];
}
