using CxBot.Handover;

namespace CxBot.Tests.Handover;

public sealed class WaitEstimateTests
{
    private static TimeSpan[] Minutes(params double[] minutes) => [.. minutes.Select(TimeSpan.FromMinutes)];

    [Fact]
    public void Too_few_waits_say_nothing()
    {
        Assert.Null(WaitEstimate.Range(Minutes(1, 2, 3, 4)));
        Assert.Null(WaitEstimate.Median(Minutes(1, 2, 3, 4)));
    }

    [Fact]
    public void The_range_is_the_middle_half_in_whole_minutes() =>
        Assert.Equal([2, 5], WaitEstimate.Range(Minutes(60, 1.5, 1, 3, 4.2))!);

    [Fact]
    public void Quick_hands_still_make_a_range() => Assert.Equal([1, 2], WaitEstimate.Range(Minutes(0.1, 0.1, 0.1, 0.1, 0.1))!);

    [Fact]
    public void The_median_is_at_least_a_minute() => Assert.Equal(1, WaitEstimate.Median(Minutes(0.1, 0.1, 0.1, 0.1, 9)));
}
