namespace CxBot.Reports.Statistics;

/// <summary>
/// The 95 % interval of a mean on a scale with two ends: Wald's, after three answers are added, some at each end and the rest in the middle
/// (Agresti and Coull 1998; for three kinds of answers Rocks 2016, "Interval Estimation for the 'Net Promoter Score'", The American
/// Statistician 70 (4), who adds 3/4, 3/2, 3/4). With two or three kinds of answers one is added at each end and one in the middle, because
/// his cover only 86 % where ten answers hold hardly any of one end. <c>tests/CxBot.Benchmarks/coverage</c> has the figures.
/// </summary>
internal static class AdjustedWald
{
    private const double Added = 3;

    /// <param name="count">How many answers; not whole where they weigh differently.</param>
    /// <param name="variance">Of the answers about their mean.</param>
    public static Interval Of(double count, double mean, double variance, Scale scale)
    {
        var atEachEnd = scale.High - scale.Low <= 2 ? 1 : 0.75;
        var (all, middle, reach) = (count + Added, (scale.Low + scale.High) / 2.0, (scale.High - scale.Low) / 2.0);
        var adjusted = ((count * mean) + (Added * middle)) / all;
        // Each part's own spread, and how far its mean lies from that of all.
        var spread = (count * (variance + Square(mean - adjusted))) + (2 * atEachEnd * reach * reach) + (Added * Square(middle - adjusted));
        var half = Interval.Z * Math.Sqrt(spread / all / all);
        return new Interval(Math.Max(scale.Low, adjusted - half), Math.Min(scale.High, adjusted + half));
    }

    private static double Square(double number) => number * number;
}
