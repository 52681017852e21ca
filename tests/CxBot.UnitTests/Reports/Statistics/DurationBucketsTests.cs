using CxBot.Reports.Statistics;

namespace CxBot.Tests.Reports.Statistics;

public sealed class DurationBucketsTests
{
    [Fact]
    public void Every_second_under_twenty_has_a_bucket_of_its_own() =>
        Assert.All(Enumerable.Range(0, 20), second =>
        {
            Assert.Equal(second, DurationBuckets.Of(second));
            Assert.Equal(TimeSpan.FromSeconds(second), DurationBuckets.Middle(second));
        });

    [Fact]
    public void A_bucket_is_at_most_five_percent_wide_and_its_middle_at_most_two_and_a_half_off()
    {
        var (bucket, first) = (20, 20L);
        while (bucket < DurationBuckets.Count - 1)
        {
            var last = first;
            while (DurationBuckets.Of(last + 1) == bucket)
                last++;
            Assert.True(last <= first * 1.05, $"{bucket} goes from {first} to {last}");
            var middle = DurationBuckets.Middle(bucket).TotalSeconds;
            Assert.InRange(middle / first, 1, 1.025);
            Assert.InRange(middle / last, 0.975, 1);
            (bucket, first) = (bucket + 1, last + 1);
            Assert.Equal(bucket, DurationBuckets.Of(first));
            // Walking through years by the second would take minutes.
            if (first > 1_000_000)
                break;
        }
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(21, 20)]
    [InlineData(22, 21)]
    [InlineData(3_600, 117)]
    [InlineData(86_400, 182)]
    [InlineData(2_592_000, 252)]
    [InlineData(316_224_000, 350)]
    [InlineData(long.MaxValue, 350)]
    public void A_bucket_is_stored_so_its_number_never_changes(long seconds, int bucket) =>
        Assert.Equal(bucket, DurationBuckets.Of(seconds));

    [Fact]
    public void Parts_of_a_second_are_not_counted_and_a_clock_set_back_took_no_time()
    {
        Assert.Equal(0, DurationBuckets.Of(TimeSpan.FromMilliseconds(999)));
        Assert.Equal(7, DurationBuckets.Of(TimeSpan.FromSeconds(7.9)));
        Assert.Equal(0, DurationBuckets.Of(TimeSpan.MinValue));
        Assert.Equal(DurationBuckets.Count - 1, DurationBuckets.Of(TimeSpan.MaxValue));
        Assert.InRange(DurationBuckets.Middle(DurationBuckets.Count - 1), DurationBuckets.Max * 0.975, DurationBuckets.Max);
    }
}
