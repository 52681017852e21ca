namespace CxBot.Reports.Rollups;

/// <summary>What the facts of a day or a month add up to, for one part of a figure and one value of a dimension. A wait has a row for each
/// of <see cref="Statistics.DurationBuckets"/>, so that percentiles are added up like counts.</summary>
public sealed class Rollup
{
    /// <summary>Of all facts, where it is not of one dimension's.</summary>
    public const int All = -1;

    public RollupLevel Level { get; init; }

    /// <summary>A dimension, by its number in <see cref="Facts.FactNameKind"/>, or <see cref="All"/>.</summary>
    public int Dimension { get; init; }

    /// <summary>Days since 1970-01-01, or months since January 1970, in the business's zone.</summary>
    public int Period { get; init; }

    /// <summary>Which channel, agent, topic, by its number in <see cref="Facts.FactName"/>; 0 for none.</summary>
    public int Value { get; init; }

    /// <summary>A figure and what of it, by its number in <see cref="Facts.FactName"/>.</summary>
    public int Part { get; init; }

    public int Bucket { get; init; }
    public int Count { get; init; }

    /// <summary>Of times, exact.</summary>
    public long Sum { get; init; }
}

public enum RollupLevel
{
    Day,
    Month,
}

/// <summary>A day or a month that has facts, and whether what they were added up to still holds.</summary>
public sealed class RolledPeriod
{
    /// <summary>Raised with each change of what a figure counts: all is added up anew.</summary>
    public const int CurrentVersion = 1;

    /// <summary>It was looked at, and is small enough to be read fact by fact.</summary>
    public const int LeftVersion = -CurrentVersion;

    public RollupLevel Level { get; init; }
    public int Period { get; init; }

    /// <summary><see cref="CurrentVersion"/>, <see cref="LeftVersion"/>, or 0 where facts have changed since.</summary>
    public int Version { get; set; }

    /// <summary>How often its facts have changed.</summary>
    public long Changes { get; set; }
}
