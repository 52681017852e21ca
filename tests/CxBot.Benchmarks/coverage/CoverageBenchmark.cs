using System.Globalization;
using CxBot.Benchmarks.Quality;
using CxBot.Reports.Statistics;

namespace CxBot.Benchmarks.Coverage;

/// <summary>How often the intervals of the reports hold the truth, beside the plain ones that everybody knows; always with the same
/// seeds.</summary>
internal static class CoverageBenchmark
{
    private static readonly int[] Sizes = [10, 12, 15, 20, 30, 50, 100, 200, 500, 1_000, 2_000];

    public static async Task RunAsync(int samples, TextWriter output, CancellationToken cancellationToken)
    {
        var tables = new (string Name, IReadOnlyList<CoverageRow> Rows)[]
        {
            ("Share (`Proportion`, beside plain Wald)", Rows(size => Truths.Shares.Select(truth => Covered(
                truth, size, samples, tally => new Proportion(tally.Sum, tally.Count).Interval!.Value, Interval.Z)))),
            ("Net Promoter Score (`NetPromoter`, beside plain Wald)", Rows(size => Truths.Promoters.Select(truth => Covered(
                truth, size, samples, tally => new ScoreMean(tally, Scale.Promoter).Interval!.Value, Interval.Z)))),
            ("CES, 1 to 7 (`ScoreMean`, beside Student's t)", Rows(size => Truths.Efforts.Select(truth => Covered(
                truth, size, samples, tally => new ScoreMean(tally, Scale.Effort).Interval!.Value, StudentT(size - 1))))),
            ("Share weighted back to all cases (`WeightedScore`, beside that of the answers as they came)",
                Rows(size => WaitingPopulation.All.Select(population => Weighted(population, size, samples)))),
        };
        foreach (var (name, rows) in tables)
            await output.WriteLineAsync($"{name}\n{string.Join('\n', rows)}");
        var truth = WeightedTruth.Measure();
        await output.WriteLineAsync(truth);
        await CoverageReadme.WriteAsync(
            Path.Combine(PublicData.Repository(), "tests/CxBot.Benchmarks/coverage/README.md"), samples, tables, truth, cancellationToken);
    }

    private static IReadOnlyList<CoverageRow> Rows(Func<int, IEnumerable<CoveredTruth>> measure)
    {
        var all = Sizes.Select(size => (Size: size, Truths: measure(size).ToArray())).ToArray();
        return
        [
            .. all.Select(one => CoverageRow.Of(one.Size.ToString(CultureInfo.InvariantCulture), one.Truths)),
            CoverageRow.Of("all", [.. all.SelectMany(one => one.Truths, (one, truth) => truth with { Name = $"{truth.Name}, {one.Size}" })]),
        ];
    }

    private static CoveredTruth Covered(Truth truth, int size, int samples, Func<ScoreTally, Interval> interval, double quantile)
    {
        var random = new Random(size);
        return CoveredTruth.Of(truth.Name, truth.Mean, samples, () =>
        {
            var tally = truth.Draw(size, random);
            var half = quantile * Math.Sqrt(tally.Spread / (quantile == Interval.Z ? size : size - 1) / size);
            return (interval(tally), new Interval(tally.Mean!.Value - half, tally.Mean.Value + half));
        });
    }

    private static CoveredTruth Weighted(WaitingPopulation population, int size, int samples)
    {
        var random = new Random(size);
        return CoveredTruth.Of(population.Name, population.Truth, samples, () =>
        {
            var weighted = WeightedScore.Of(population.Draw(size, random), Scale.YesOrNo)!;
            return (weighted.Interval, new Proportion(weighted.Answers.Sum, size).Interval!.Value);
        });
    }

    /// <summary>The quantile of 97.5 % (Abramowitz and Stegun 26.7.5), good to 0.001 from nine degrees of freedom on.</summary>
    private static double StudentT(double degrees)
    {
        var z = Interval.Z;
        var (z3, z5, z7) = (Math.Pow(z, 3), Math.Pow(z, 5), Math.Pow(z, 7));
        return z + ((z3 + z) / (4 * degrees)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96 * degrees * degrees))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * z)) / (384 * degrees * degrees * degrees));
    }
}
