using CxBot.Reports.Statistics;

namespace CxBot.Tests.Reports.Statistics;

public sealed class ProportionTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(1, 10, 0.0051, 0.4042)]
    [InlineData(297, 300, 0.9710, 0.9973)]
    public void The_interval_is_Wilsons_and_beside_the_ends_Poissons(int successes, int count, double low, double high)
    {
        var interval = new Proportion(successes, count).Interval!.Value;
        Assert.Equal(low, interval.Low, 0.00006);
        Assert.Equal(high, interval.High, 0.00006);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(200)]
    public void The_interval_holds_the_truth_as_often_as_it_says(int count)
    {
        var covered = Enumerable.Range(1, 999).Select(thousandth => thousandth / 1_000.0).Select(truth => Exact.Covered(
            count, [truth, 1 - truth], counts => new Proportion(counts[0], count).Interval!.Value.Contains(truth))).ToArray();
        Assert.InRange(covered.Average(), 0.94, 0.97);
        Assert.InRange(covered.Min(), 0.90, 1);
    }

    [Fact]
    public void Nothing_has_no_share_and_under_thirty_answers_are_not_enough()
    {
        Assert.Null(new Proportion(0, 0).Share);
        Assert.Null(new Proportion(0, 0).Interval);
        Assert.Equal(0.8, new Proportion(8, 10).Share);
        Assert.False(new Proportion(29, 29).IsEnough);
        Assert.True(new Proportion(0, 30).IsEnough);
    }
}
