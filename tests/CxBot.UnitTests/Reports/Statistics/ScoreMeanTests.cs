using CxBot.Reports.Statistics;

namespace CxBot.Tests.Reports.Statistics;

public sealed class ScoreMeanTests
{
    private static readonly double[][] Truths =
    [
        [1, 1, 1, 1, 1, 1, 1], [1, 6, 15, 20, 15, 6, 1], [2, 2, 4, 7, 15, 30, 40], [30, 5, 5, 10, 10, 10, 30], [1, 0, 0, 1, 2, 6, 90],
        [2, 0, 0, 0, 2, 94, 2], [5, 0, 0, 0, 0, 0, 95], [5, 0, 0, 0, 0, 95, 0], [1, 0, 0, 0, 0, 0, 99],
    ];

    [Theory]
    [InlineData(10)]
    [InlineData(14)]
    public void The_interval_holds_the_truth_as_often_as_it_says(int count)
    {
        var covered = Truths.Select(weights => weights.Select(weight => weight / weights.Sum()).ToArray()).Select(parts =>
        {
            var truth = parts.Select((part, i) => part * (i + 1)).Sum();
            return Exact.Covered(count, parts, counts => Of(counts).Interval!.Value.Contains(truth));
        }).ToArray();
        Assert.InRange(covered.Average(), 0.94, 0.98);
        Assert.InRange(covered.Min(), 0.92, 1);
    }

    [Fact]
    public void The_mean_is_of_the_scores_and_the_interval_stays_on_the_scale()
    {
        var all = Of([0, 0, 0, 0, 0, 0, 40]);
        Assert.Equal(7, all.Mean);
        Assert.InRange(all.Interval!.Value.Low, 6, 6.99);
        Assert.Equal(7, all.Interval.Value.High);
        Assert.True(all.IsEnough);
        Assert.Equal(3.5, Of([1, 0, 0, 0, 0, 1, 0]).Mean);
    }

    [Fact]
    public void Nothing_has_no_mean()
    {
        Assert.Null(new ScoreMean(default, Scale.Effort).Mean);
        Assert.Null(new ScoreMean(default, Scale.Effort).Interval);
    }

    [Fact]
    public void Tallies_of_scores_add_and_subtract()
    {
        var (one, other) = (ScoreTally.Of(3, 4) + ScoreTally.Of(7), ScoreTally.Of(-1, 2));
        Assert.Equal(new ScoreTally(7, 17, 87), one + other);
        Assert.Equal(one, one + other - other);
        Assert.Equal(12.8, one.Spread, 9);
    }

    private static ScoreMean Of(int[] counts) =>
        new(counts.Select((count, i) => ScoreTally.Of(i + 1, count)).Aggregate((sum, next) => sum + next), Scale.Effort);
}
