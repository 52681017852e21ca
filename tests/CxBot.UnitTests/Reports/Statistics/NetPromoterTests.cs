using CxBot.Reports.Statistics;

namespace CxBot.Tests.Reports.Statistics;

public sealed class NetPromoterTests
{
    [Fact]
    public void Nine_and_ten_promote_seven_and_eight_pass_and_the_rest_detracts()
    {
        var all = NetPromoter.Of(Enumerable.Range(0, 11));
        Assert.Equal(new NetPromoter(2, 2, 7), all);
        Assert.Equal(-500 / 11.0, all.Points!.Value, 9);
        Assert.Equal(100, NetPromoter.Of([10, 9]).Points);
        Assert.Equal(-100, NetPromoter.Of([0]).Points);
        Assert.Throws<ArgumentOutOfRangeException>(() => NetPromoter.Of([11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetPromoter.Of([-1]));
    }

    [Fact]
    public void The_interval_is_Walds_of_one_answer_more_of_each_kind()
    {
        // By hand: (60 + 1 - 20 - 1) / 103, variance (61 + 21) / 103 - 0.3883 squared, over 103.
        var interval = new NetPromoter(60, 20, 20).Interval!.Value;
        Assert.Equal(23.32, interval.Low, 0.01);
        Assert.Equal(54.35, interval.High, 0.01);
        Assert.Equal(100, new NetPromoter(10, 0, 0).Interval!.Value.High);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(40)]
    public void The_interval_holds_the_truth_as_often_as_it_says(int count)
    {
        double[] steps = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99];
        var truths = steps.SelectMany(_ => steps, (detractors, promoters) => (detractors, promoters))
            .Where(truth => truth.detractors + truth.promoters is > 0 and <= 1);
        var covered = truths.Select(truth => Exact.Covered(
            count, [truth.promoters, 1 - truth.promoters - truth.detractors, truth.detractors],
            counts => Holds(new NetPromoter(counts[0], counts[1], counts[2]), 100 * (truth.promoters - truth.detractors)))).ToArray();
        Assert.InRange(covered.Average(), 0.94, 0.97);
        Assert.InRange(covered.Min(), 0.88, 1);
    }

    [Fact]
    public void Nothing_has_no_score()
    {
        Assert.Null(NetPromoter.Of([]).Points);
        Assert.Null(NetPromoter.Of([]).Interval);
        Assert.False(new NetPromoter(10, 10, 9).IsEnough);
        Assert.True(new NetPromoter(10, 10, 10).IsEnough);
    }

    private static bool Holds(NetPromoter score, double truth) =>
        score.Interval is { } interval && interval.Low - 1e-9 <= truth && truth <= interval.High + 1e-9;
}
