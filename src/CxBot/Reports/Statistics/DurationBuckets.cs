namespace CxBot.Reports.Statistics;

/// <summary>
/// Durations in buckets that are 5 % wide: counts of them add and subtract, and a percentile read from them is at most 2.5 % off. A
/// bucket holds the whole seconds from its first to 1.05 times that, so each second under 20 has its own, and 0 holds what took less than
/// one. A bucket's number is stored, and only whole numbers decide it: it is the same everywhere and for ever.
/// </summary>
public static class DurationBuckets
{
    /// <summary>Ten years; what took longer counts as that. What took less than nothing (a clock was set back) counts as nothing.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(3_660);

    private static readonly long[] Firsts = [.. FirstSeconds()];

    public static int Count => Firsts.Length;

    public static int Of(TimeSpan duration) => Of(Seconds(duration));

    public static int Of(long seconds)
    {
        var at = Array.BinarySearch(Firsts, Math.Clamp(seconds, 0, Seconds(Max)));
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The whole seconds that are over within a duration, from 0 to <see cref="Max"/>.</summary>
    public static long Seconds(TimeSpan duration) => Math.Clamp(duration.Ticks, 0, Max.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>The duration that stands for all of a bucket: the geometric mean of its first and its last second.</summary>
    public static TimeSpan Middle(int bucket)
    {
        var last = bucket + 1 < Count ? Firsts[bucket + 1] - 1 : Seconds(Max);
        return TimeSpan.FromSeconds(Math.Sqrt((double)Firsts[bucket] * last));
    }

    private static IEnumerable<long> FirstSeconds()
    {
        for (var first = 0L; first <= Seconds(Max); first += (first / 20) + 1)
            yield return first;
    }
}
