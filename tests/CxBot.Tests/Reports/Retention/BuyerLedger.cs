namespace CxBot.Tests.Reports.Retention;

/// <summary>What the customers of an invented shop really did, kept in a way of its own: whoever counts it by brute force gets the
/// truth. A month is a whole number, twelve a year, by the clock in Jakarta.</summary>
internal sealed class BuyerLedger
{
    public const int FirstMonth = (2025 * 12) + 2;
    public const int Now = (2026 * 12) + 10;

    private readonly Random _dice;

    public BuyerLedger(int seed, int people)
    {
        _dice = new Random(seed);
        for (var i = 0; i < people; i++)
            People.Add(Live(i));
    }

    public List<Buyer> People { get; } = [];

    public static int MonthOf(DateTimeOffset at)
    {
        var there = at.ToOffset(TimeSpan.FromHours(7));
        return (there.Year * 12) + there.Month - 1;
    }

    /// <summary>Of a cohort, who ordered in a month.</summary>
    public int Ordered(int cohort, int month, Func<Buyer, bool> who) =>
        People.Count(one => who(one) && one.Orders.Count > 0 && one.Orders.Min(order => MonthOf(order.At)) == cohort
            && one.Orders.Any(order => MonthOf(order.At) == month));

    /// <summary>Of each subscription: how it stood when a month was over.</summary>
    public (int Running, int Ended) Churn(int month, Func<Buyer, bool> who)
    {
        var before = (from one in People
                      where who(one)
                      from said in one.Subscriptions
                      where RunsAfter(said, month - 1) && !(one.IsErased && month == Now && RunsAfter(said, Now))
                      select said).ToList();
        // Of an erased one it is not known how it went on.
        return (before.Count, before.Count(said => !RunsAfter(said, month)));
    }

    /// <summary>Each customer in each month in which they ordered, and whether they ordered within three more.</summary>
    public IEnumerable<(Buyer One, int Month, bool Again)> Months(int first, int last) =>
        from one in People
        from month in one.Orders.Select(order => MonthOf(order.At)).Distinct()
        where month >= first && month <= last && month + 3 < Now
        select (one, month, one.Orders.Any(order => MonthOf(order.At) > month && MonthOf(order.At) <= month + 3));

    private static bool RunsAfter(List<(string Kind, DateTimeOffset At)> said, int month)
    {
        var runs = false;
        foreach (var (kind, at) in said.OrderBy(one => one.At))
            if (MonthOf(at) <= month)
                runs = kind != "ended" && (runs || kind is "begun" or "renewed");
        return runs;
    }

    private Buyer Live(int number)
    {
        var one = new Buyer($"C/{number} ü🛒", _dice.Next(3) > 0 ? number + 1 : null);
        var joined = _dice.Next(Now - FirstMonth + 1);
        for (var month = FirstMonth + joined; month <= Now; month++)
        {
            for (var more = month == FirstMonth + joined ? 1 : _dice.Next(4) - 1; more > 0; more--)
                one.Orders.Add(($"INV-{number}-{one.Orders.Count}", Moment(month)));
            for (var more = _dice.Next(5) - 3; more > 0; more--)
                one.Cases.Add(new BuyerCase(
                    Moment(month), _dice.Next(2) == 0 ? "web" : "whatsapp", _dice.Next(12), _dice.Next(8) == 0,
                    _dice.Next(2) == 0 ? null : _dice.Next(1, 8)));
        }

        if (number % 5 == 0)
            one.Orders.Clear();
        for (var more = _dice.Next(3); more > 0; more--)
        {
            var (said, month) = (new List<(string, DateTimeOffset)>(), FirstMonth + _dice.Next(10));
            string[] kinds = ["begun", "renewed", "renewed", "ended"];
            for (var at = 0; month <= Now && at < 9; at++, month += _dice.Next(4))
                said.Add((at == 0 && _dice.Next(6) > 0 ? "begun" : kinds[_dice.Next(kinds.Length)], Moment(month)));
            one.Subscriptions.Add(said);
        }

        return one;
    }

    /// <summary>In a month; often beside its edge, where Jakarta and Greenwich differ.</summary>
    private DateTimeOffset Moment(int month)
    {
        var begins = new DateTimeOffset(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.FromHours(7));
        var ends = month == Now ? begins.AddDays(12) : begins.AddMonths(1);
        var at = _dice.Next(3) switch
        {
            0 => begins.AddMinutes(_dice.Next(300)),
            1 => ends.AddMinutes(-1 - _dice.Next(300)),
            _ => begins.AddSeconds(_dice.NextDouble() * (ends - begins).TotalSeconds),
        };
        return new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond) + _dice.Next(1000), at.Offset);
    }
}

/// <param name="Number">Of the one who wrote; null where they never did.</param>
internal sealed record Buyer(string Subject, int? Number)
{
    public List<(string Id, DateTimeOffset At)> Orders { get; } = [];
    public List<List<(string Kind, DateTimeOffset At)>> Subscriptions { get; } = [];
    public List<BuyerCase> Cases { get; } = [];
    public bool IsErased { get; set; }
}

/// <param name="Outcome">By its place in the list of outcomes; the last is a case that went on as another.</param>
internal sealed record BuyerCase(DateTimeOffset At, string Channel, int Outcome, bool IsSpam, int? Effort)
{
    public bool Counts(string? channel) => !IsSpam && Outcome != 11 && (channel is null || channel == Channel);
}
