namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What somebody wants to know of: days, and what else; null for all.</summary>
internal sealed record TrueFilter(DateOnly From, DateOnly To)
{
    public string? Channel { get; init; }
    public string? Skill { get; init; }
    public string? Agent { get; init; }
    public bool ByOpenClock { get; init; }
    public int? Hour { get; init; }
    public DayOfWeek? Weekday { get; init; }

    public bool Has(DateOnly day) => From <= day && day <= To;

    public bool Has(string channel, string? skill, string? agent) =>
        (Channel is null || Channel == channel) && (Skill is null || Skill == skill) && (Agent is null || Agent == agent);
}

/// <summary>What a figure comes to.</summary>
internal sealed record TrueValue(int Count)
{
    public int? Of { get; init; }

    /// <summary>In seconds.</summary>
    public double? Mean { get; init; }
    public long? Median { get; init; }
    public long? NineTenths { get; init; }

    public static TrueValue Share(int count, int of) => new(count) { Of = of };

    /// <summary>By nearest rank: the shortest that so many of all do not exceed.</summary>
    public static TrueValue Times(List<long> seconds)
    {
        if (seconds.Count == 0)
            return new TrueValue(0);
        seconds.Sort();
        return new TrueValue(seconds.Count)
        {
            Mean = (double)seconds.Sum() / seconds.Count,
            Median = seconds[(seconds.Count + 1) / 2 - 1],
            NineTenths = seconds[((9 * seconds.Count) + 9) / 10 - 1],
        };
    }
}
