namespace CxBot.Reports.Rollups;

/// <summary>What the facts of one day add up to, for one part of a figure. A wait has a row for each of
/// <see cref="Statistics.DurationBuckets"/>, so that percentiles are added up like counts.</summary>
public sealed class DayRollup
{
    /// <summary>Days since 1970-01-01, in the business's zone.</summary>
    public int Day { get; init; }

    /// <summary>A figure and what of it, by its number in <see cref="Facts.FactName"/>.</summary>
    public int Part { get; init; }

    public int Bucket { get; init; }
    public int Count { get; init; }

    /// <summary>Of times, exact.</summary>
    public long Sum { get; init; }
}

/// <summary>A day that has facts, and whether its rollup holds.</summary>
public sealed class RolledDay
{
    public int Day { get; init; }

    /// <summary>Of what figures count: <see cref="CurrentVersion"/>, or 0 where facts of the day have changed since.</summary>
    public int Version { get; set; }

    /// <summary>Raised with each change of what a figure counts: all days are rolled up anew.</summary>
    public const int CurrentVersion = 1;
}
