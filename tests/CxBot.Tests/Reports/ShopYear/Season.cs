namespace CxBot.Tests.Reports.ShopYear;

/// <summary>So many conversations over so many days, all by a seed: when they come, and what comes of them.</summary>
internal sealed record Season(int Seed, int Conversations, int Days)
{
    /// <summary>So many come at once, as they do after a mail to all customers.</summary>
    public int AtOnce { get; init; } = 44;

    private static readonly Dictionary<DayOfWeek, (int, int)[]> OfficeDays = new()
    {
        [DayOfWeek.Monday] = [(480, 1020)],
        [DayOfWeek.Tuesday] = [(480, 720), (780, 1020)],
        [DayOfWeek.Wednesday] = [(480, 1020)],
        [DayOfWeek.Thursday] = [(480, 1020)],
        // Until two in the night.
        [DayOfWeek.Friday] = [(480, 690), (1260, 1560)],
        [DayOfWeek.Saturday] = [(540, 720)],
    };

    private static readonly Dictionary<DayOfWeek, (int, int)[]> LongDays = Enum.GetValues<DayOfWeek>()
        .ToDictionary(day => day, day => day == DayOfWeek.Sunday ? new[] { (600, 900) } : [(420, 1440)]);

    /// <summary>In Jakarta until summer time ends in Berlin, where the shop has moved by then, and in between with other hours.</summary>
    public static readonly DateTimeOffset Begins = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Ends => Begins.AddDays(Days);

    public TrueCalendar First { get; } = new("Asia/Jakarta", OfficeDays, Holidays(Days));

    public IReadOnlyDictionary<DateTimeOffset, TrueCalendar> Changes => new Dictionary<DateTimeOffset, TrueCalendar>
    {
        // Closed by the hours before, open by those after; and the other way round.
        [Begins.AddDays(Days / 3).AddHours(15)] = new("Asia/Jakarta", LongDays, Holidays(Days)),
        [Begins.AddDays(2 * Days / 3).AddHours(2)] = new("Europe/Berlin", OfficeDays, Holidays(Days)),
    };

    public IEnumerable<Act> Acts(Shop shop)
    {
        var chance = new Random(Seed);
        var stories = new Stories(shop, $"s{Seed}x");
        var kinds = stories.Kinds.SelectMany(kind => Enumerable.Repeat(kind.Tell, kind.Weight)).ToArray();
        for (var told = 0; told < Conversations; told++)
        {
            // Each kind in turn, so that none is missing where there are few.
            var story = new Story(Arrival(told / AtOnce), new Random(chance.Next()));
            kinds[told * 37 % kinds.Length](story);
            foreach (var act in Stepped(story.Acts).TakeWhile(act => act.At < Ends))
                yield return act;
        }
    }

    /// <summary>By day and by night; and just before each change of the hours, so that they change in the middle of waits.</summary>
    private DateTimeOffset Arrival(int wave)
    {
        var chance = new Random(HashCode.Combine(Seed, wave, 7));
        var changes = Changes.Keys.ToList();
        if (wave % 3 == 1)
            return changes[wave % changes.Count].AddMinutes(-chance.Next(20, 100));
        return Begins.AddMinutes(chance.Next(30, (int)((Days - 1) * 1440.0)));
    }

    private static IEnumerable<Act> Stepped(IReadOnlyList<Act> acts)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var act in acts)
        {
            var at = Begins + (Story.Step * Math.Ceiling((act.At - Begins) / Story.Step));
            last = at > last ? at : last + Story.Step;
            yield return act with { At = last };
        }
    }

    private static HashSet<DateOnly> Holidays(int days) =>
        [.. new[] { 3, days / 2, days - 4 }.Select(day => DateOnly.FromDateTime(Begins.AddDays(day).DateTime))];
}
