namespace CxBot.Handover;

/// <summary>How long people really waited. Pure.</summary>
public static class WaitEstimate
{
    /// <summary>Fewer waits than this say nothing.</summary>
    public const int MinWaits = 5;

    /// <summary>The range, in whole minutes, in which the middle half of recent waits fell; null where there are too few to say.</summary>
    public static IReadOnlyList<int>? Range(IReadOnlyCollection<TimeSpan> waits)
    {
        if (waits.Count < MinWaits)
            return null;
        var sorted = waits.Order().ToArray();
        var low = Math.Max(1, (int)Math.Ceiling(sorted[sorted.Length / 4].TotalMinutes));
        var high = (int)Math.Ceiling(sorted[sorted.Length * 3 / 4].TotalMinutes);
        return [low, Math.Max(low + 1, high)];
    }

    /// <summary>The middle one, in whole minutes and at least one; null where there are too few.</summary>
    public static int? Median(IReadOnlyCollection<TimeSpan> waits) =>
        waits.Count < MinWaits ? null : Math.Max(1, (int)Math.Ceiling(waits.Order().ElementAt(waits.Count / 2).TotalMinutes));
}
