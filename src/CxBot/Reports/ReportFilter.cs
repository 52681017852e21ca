using CxBot.Reports.Facts;

namespace CxBot.Reports;

/// <summary>What a report is about: days of the business's own zone, both included, and what else is asked for.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record ReportFilter(DateOnly From, DateOnly To)
{
    /// <summary>Ten years and a bit: more than anybody compares.</summary>
    public const int MaxDays = 4000;

    /// <summary>So many days are shown where nothing is asked for.</summary>
    public const int DaysAtFirst = 30;

    /// <summary>Before there was anything.</summary>
    public static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>Channel, language, topic, skill and agent by their names in the facts; null for all.</summary>
    public string? Channel { get; init; }
    public string? Language { get; init; }
    public string? Topic { get; init; }
    public string? Skill { get; init; }
    public string? Agent { get; init; }

    public ReportClock Clock { get; init; }

    /// <summary>One hour of the day, 0 to 23, and one day of the week; null for all.</summary>
    public int? Hour { get; init; }
    public DayOfWeek? Weekday { get; init; }

    /// <summary>As of when what has not ended is counted, in seconds since 1970; null for now.</summary>
    public long? Moment { get; init; }

    /// <summary>Whether nothing is asked for but days.</summary>
    public bool IsAll => this with { Clock = default } == new ReportFilter(From, To);

    /// <summary>Whether its outcomes may still change, because customers may come back.</summary>
    /// <param name="today">The business's own day.</param>
    public bool MayChange(DateOnly today) => To.AddDays(CaseOutcomes.Durable.Days) >= today;

    /// <summary>The period before, as long.</summary>
    public ReportFilter Before() => this with { From = From.AddDays(-Days), To = From.AddDays(-1) };

    /// <summary>The one dimension that is asked for, where nothing else is but days; null where that is not so.</summary>
    internal (FactNameKind Dimension, string Name)? Single =>
        new[] { (FactNameKind.Channel, Channel), (FactNameKind.Skill, Skill), (FactNameKind.Agent, Agent), (FactNameKind.Topic, Topic) }
            .Where(one => !string.IsNullOrEmpty(one.Item2)).ToList() is [var (dimension, name)]
        && (this with { Channel = null, Skill = null, Agent = null, Topic = null }).IsAll ? (dimension, name!) : null;

    /// <summary>From so long ago that it holds whatever is open on its last day.</summary>
    public ReportFilter Reaching() => this with { From = To.AddDays(1 - MaxDays) };

    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>How waits are counted.</summary>
public enum ReportClock
{
    /// <summary>As the customer's clock goes.</summary>
    Elapsed,

    /// <summary>While people are there.</summary>
    Open,
}
