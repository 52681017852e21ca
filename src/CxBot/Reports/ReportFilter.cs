namespace CxBot.Reports;

/// <summary>What a report is about: days of the business's own zone, both included, and what else is asked for.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record ReportFilter(DateOnly From, DateOnly To)
{
    /// <summary>Channel, skill and agent by their names in the facts; null for all.</summary>
    public string? Channel { get; init; }
    public string? Skill { get; init; }
    public string? Agent { get; init; }

    public ReportClock Clock { get; init; }

    /// <summary>One hour of the day, 0 to 23, and one day of the week; null for all.</summary>
    public int? Hour { get; init; }
    public DayOfWeek? Weekday { get; init; }

    /// <summary>The period before, as long.</summary>
    public ReportFilter Before() => this with { From = From.AddDays(-Days), To = From.AddDays(-1) };

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
