using CxBot.Evaluation.Questions;

namespace CxBot.Evaluation.Metrics;

/// <summary>The measures of an evaluation. Pure; null where the questions do not allow one.</summary>
internal static class Measures
{
    private const int Bins = 15;

    /// <summary>The chance that an answerable question has more confidence than an unanswerable one; ties count half.</summary>
    public static double? Auroc(IReadOnlyList<Prediction> predictions)
    {
        long yes = predictions.Count(p => p.IsAnswerable), no = predictions.Count - yes;
        if (yes == 0 || no == 0)
            return null;

        double wins = 0;
        long below = 0;
        foreach (var tie in predictions.GroupBy(p => p.Confidence).OrderBy(g => g.Key))
        {
            long yesHere = tie.Count(p => p.IsAnswerable), noHere = tie.Count() - yesHere;
            wins += yesHere * (below + (noHere / 2.0));
            below += noHere;
        }

        return wins / yes / no;
    }

    /// <summary>
    /// The share of unanswerable questions below the highest threshold that keeps <paramref name="kept"/> of the answerable ones.
    /// </summary>
    public static double? RefusedAt(IReadOnlyList<Prediction> predictions, double kept)
    {
        var yes = predictions.Where(p => p.IsAnswerable).Select(p => p.Confidence).OrderDescending().ToArray();
        var no = predictions.Where(p => !p.IsAnswerable).ToArray();
        if (yes.Length == 0 || no.Length == 0)
            return null;
        var threshold = yes[Math.Clamp((int)Math.Ceiling(kept * yes.Length) - 1, 0, yes.Length - 1)];
        return (double)no.Count(p => p.Confidence < threshold) / no.Length;
    }

    /// <summary>Expected calibration error: how far confidence and share of right answers lie apart, over 15 bins of equal width.</summary>
    public static double? CalibrationError(IReadOnlyList<Prediction> predictions) => predictions.Count == 0
        ? null
        : predictions.GroupBy(p => Math.Min((int)(p.Confidence * Bins), Bins - 1))
            .Sum(bin => Math.Abs(bin.Sum(p => p.Confidence - (p.IsRight ? 1 : 0)))) / predictions.Count;

    /// <summary>The value below which <paramref name="part"/> of the ascending <paramref name="sorted"/> lie.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
}
