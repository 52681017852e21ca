namespace CxBot.Demo.Plan;

/// <summary>How busy the invented shop is, and when: weekdays, holidays, paydays, slow growth, and one bad week. Pure.</summary>
/// <param name="first">The first day.</param>
/// <param name="last">The last one.</param>
internal sealed class DemoDays(DateOnly first, DateOnly last, IReadOnlyCollection<DateOnly> holidays)
{
    // From Sunday on.
    private static readonly double[] Weekdays = [0.75, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9];

    // From midnight on: who is awake asks, most before noon and in the evening.
    private static readonly int[] Hours =
        [4, 2, 1, 1, 2, 5, 12, 25, 48, 70, 78, 70, 55, 62, 66, 60, 54, 50, 48, 62, 66, 48, 26, 12];

    /// <summary>The week in which too few people were there for too many customers.</summary>
    public DateOnly BadWeek { get; } = Monday(first.AddDays((last.DayNumber - first.DayNumber) * 6 / 10));

    public bool IsBad(DateOnly day) => Monday(day) == BadWeek;

    /// <summary>How many cases a day has, where an even one has <paramref name="usual"/>.</summary>
    public int Count(DateOnly day, double usual, Random random)
    {
        var grown = 0.85 + (0.3 * (day.DayNumber - first.DayNumber) / Math.Max(1, last.DayNumber - first.DayNumber));
        var expected = usual * grown * Weekdays[(int)day.DayOfWeek] * Season(day) * (0.88 + (0.24 * random.NextDouble()));
        return (int)Math.Floor(expected + random.NextDouble());
    }

    /// <summary>Some moment of a day, by the clock on the wall.</summary>
    public static TimeSpan Clock(Random random)
    {
        var at = random.Next(Hours.Sum());
        var hour = 0;
        while (at >= Hours[hour])
            at -= Hours[hour++];
        return TimeSpan.FromSeconds((hour * 3600) + random.Next(3600));
    }

    private double Season(DateOnly day)
    {
        if (holidays.Contains(day))
            return 0.45;
        // The sales of the eleventh in November, the twelfth in December and so on.
        if (day.Day == day.Month && day.Month >= 9)
            return 1.5;
        return (IsBad(day) ? 1.3 : 1) * (day.Day is >= 25 and <= 28 or 1 or 2 ? 1.12 : 1);
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
