using CsCheck;
using CxBot.Reports.Statistics;

namespace CxBot.Tests.Reports.Statistics;

public sealed class DurationTallyTests
{
    /// <summary>From a second to ten years, each length about as often as another.</summary>
    private static readonly Gen<TimeSpan> Duration =
        Gen.Double[0, Math.Log(3_650 * 86_400.0)].Select(log => TimeSpan.FromSeconds((long)Math.Exp(log)));

    [Fact]
    public void A_percentile_is_within_two_and_a_half_percent_of_the_nearest_rank_of_the_durations_themselves() =>
        Gen.Select(Duration.Array[1, 300], Gen.Int[1, 100]).Sample((durations, percent) =>
        {
            var sorted = durations.Order().ToArray();
            var exact = sorted[((percent * sorted.Length) + 99) / 100 - 1];
            var read = DurationTally.Of(durations).Percentile(percent / 100.0)!.Value;
            Assert.InRange(read / exact, 0.975, 1.025);
        }, iter: 2_000);

    [Fact]
    public void What_is_subtracted_again_was_never_there() =>
        Gen.Select(Duration.Array[0, 60], Duration.Array[0, 60]).Sample((kept, gone) =>
        {
            var tally = DurationTally.Of([.. kept, .. gone]);
            tally.Subtract(DurationTally.Of(gone));
            Same(DurationTally.Of(kept), tally);

            var difference = DurationTally.Of(kept);
            difference.Subtract(DurationTally.Of(gone));
            var changed = DurationTally.Of(gone);
            changed.Add(difference);
            Same(DurationTally.Of(kept), changed);
        }, iter: 300);

    [Fact]
    public void A_stored_row_counts_as_the_durations_it_was_made_of()
    {
        var tally = DurationTally.Of([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3), TimeSpan.FromHours(2)]);
        var read = new DurationTally();
        foreach (var (bucket, count) in tally.Buckets)
            read.Add(bucket, count, count == 2 ? 6 : 7_200);
        Same(tally, read);
    }

    [Fact]
    public void The_mean_is_of_all_durations_and_no_mean_of_means()
    {
        var (monday, tuesday) = (DurationTally.Of([TimeSpan.FromSeconds(10)]), DurationTally.Of(
            [TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(101)]));
        monday.Add(tuesday);
        Assert.Equal(TimeSpan.FromSeconds(77.75), monday.Mean);
    }

    [Fact]
    public void The_percentile_of_two_days_is_not_a_percentile_of_their_percentiles()
    {
        var day = DurationTally.Of(Enumerable.Repeat(TimeSpan.FromSeconds(1), 99));
        day.Add(DurationTally.Of([TimeSpan.FromDays(1)]));
        Assert.Equal(TimeSpan.FromSeconds(1), day.Percentile(0.99));
        Assert.InRange(day.Percentile(1)!.Value / TimeSpan.FromDays(1), 0.975, 1.025);
    }

    [Fact]
    public void The_rank_is_the_nearest_also_where_binary_numbers_are_not_exact()
    {
        var tally = DurationTally.Of(Enumerable.Range(1, 19).Select(second => TimeSpan.FromSeconds(second)));
        Assert.All(Enumerable.Range(1, 19), second => Assert.Equal(TimeSpan.FromSeconds(second), tally.Percentile(second / 19.0)));
        Assert.Equal(TimeSpan.FromSeconds(1), DurationTally.Of(Enumerable.Range(0, 100).Select(i => TimeSpan.FromSeconds(i < 7 ? 1 : 2)))
            .Percentile(0.07));
    }

    [Fact]
    public void Nothing_has_neither_mean_nor_percentile_and_a_difference_is_no_answer()
    {
        var tally = new DurationTally();
        Assert.Null(tally.Mean);
        Assert.Null(tally.Percentile(0.5));
        tally.Subtract(TimeSpan.FromSeconds(3));
        Assert.Throws<InvalidOperationException>(() => tally.Percentile(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Percentile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Percentile(90));
    }

    private static void Same(DurationTally wanted, DurationTally tally)
    {
        Assert.Equal(wanted.Buckets, tally.Buckets);
        Assert.Equal((wanted.Count, wanted.Seconds), (tally.Count, tally.Seconds));
    }
}
