using System.Globalization;
using CxBot.Reports.Statistics;

namespace CxBot.Benchmarks.Coverage;

/// <summary>
/// How far the weighted and the raw share of content customers lie from the truth, in points, where answering depends on the wait alone
/// and the wait has no steps.
/// </summary>
internal static class WeightedTruth
{
    private const int Populations = 100;
    private const int Cases = 200_000;

    /// <summary>Bounds of the waits' steps, seconds.</summary>
    private static readonly double[] Steps = [30, 60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360];

    public static string Measure()
    {
        var off = Enumerable.Range(0, Populations).Select(Off).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Populations} of {Cases:N0} cases | {off.Max(one => one.Weighted):0.00} | {off.Min(one => one.Raw):0.00} to "
            + $"{off.Max(one => one.Raw):0.00} |");
    }

    private static (double Weighted, double Raw) Off(int seed)
    {
        var random = new Random(seed);
        var (cases, answers, content) = (new long[Steps.Length + 1], new ScoreTally[Steps.Length + 1], 0);
        for (var i = 0; i < Cases; i++)
        {
            var wait = Math.Exp(5.5 + (1.5 * Normal(random)));
            var step = Steps.Count(bound => wait >= bound);
            var isContent = random.NextDouble() < 1 / (1 + Math.Exp((Math.Log(wait) - 7.5) / 0.9));
            content += isContent ? 1 : 0;
            cases[step]++;
            if (random.NextDouble() < 0.6 / (1 + (wait / 300)))
                answers[step] += ScoreTally.Of(isContent ? 1 : 0);
        }
        var truth = (double)content / Cases;
        var weighted = WeightedScore.Of([.. cases.Select((count, step) => new Stratum("web", step, count, answers[step]))], Scale.YesOrNo)!;
        return (100 * Math.Abs(weighted.Mean - truth), 100 * Math.Abs(weighted.Raw - truth));
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
