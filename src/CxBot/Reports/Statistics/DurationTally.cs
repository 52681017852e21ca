namespace CxBot.Reports.Statistics;

/// <summary>
/// How many durations lie in each of <see cref="DurationBuckets"/>, and their exact sum. Tallies of days, channels or agents are added and
/// subtracted (what a case counts now, less what it counted before), and only then asked: there is no mean of means and no percentile of
/// percentiles.
/// </summary>
public sealed class DurationTally
{
    private readonly long[] _counts = new long[DurationBuckets.Count];

    public long Count { get; private set; }

    /// <summary>The sum of their whole seconds, exact.</summary>
    public long Seconds { get; private set; }

    /// <summary>Null where there are none.</summary>
    public TimeSpan? Mean => Count > 0 ? TimeSpan.FromSeconds((double)Seconds / Count) : null;

    /// <summary>The buckets that are not empty, the shortest first. A count is negative in a difference.</summary>
    public IEnumerable<(int Bucket, long Count)> Buckets => _counts.Index().Where(bucket => bucket.Item != 0);

    public static DurationTally Of(IEnumerable<TimeSpan> durations)
    {
        var tally = new DurationTally();
        foreach (var duration in durations)
            tally.Add(duration);
        return tally;
    }

    public void Add(TimeSpan duration) => Add(DurationBuckets.Of(duration), 1, DurationBuckets.Seconds(duration));

    public void Subtract(TimeSpan duration) => Add(DurationBuckets.Of(duration), -1, -DurationBuckets.Seconds(duration));

    /// <summary>A row as it is stored: so many durations of one bucket, with the sum of their whole seconds.</summary>
    public void Add(int bucket, long count, long seconds)
    {
        _counts[bucket] += count;
        Count += count;
        Seconds += seconds;
    }

    public void Add(DurationTally other) => Add(other, 1);

    public void Subtract(DurationTally other) => Add(other, -1);

    /// <summary>
    /// The nearest rank: the shortest duration that at least this part of all do not exceed, at most 2.5 % off. Null where there are
    /// none.
    /// </summary>
    /// <param name="part">Over 0, up to 1: 0.9 for p90.</param>
    /// <exception cref="InvalidOperationException">It is a difference, which has counts under 0: add it to what it is a difference
    /// of.</exception>
    public TimeSpan? Percentile(double part)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, 1);
        if (Array.Exists(_counts, count => count < 0))
            throw new InvalidOperationException("A difference of tallies has no percentile.");
        if (Count == 0)
            return null;
        // 0.07 times 100 is a little over 7 in binary, and would be the eighth.
        var rank = (long)Math.Ceiling(part * Count * (1 - 1e-12));
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket])
            bucket++;
        return DurationBuckets.Middle(bucket);
    }

    private void Add(DurationTally other, int sign)
    {
        foreach (var (bucket, count) in other.Buckets)
            _counts[bucket] += sign * count;
        Count += sign * other.Count;
        Seconds += sign * other.Seconds;
    }
}
