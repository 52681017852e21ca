namespace CxBot.Demo.Plan;

/// <summary>When each of the three invented agents is at the desk, by the clock of the shop. Pure.</summary>
internal sealed class DemoShifts(TimeZoneInfo zone)
{
    /// <summary>How long the break lasts in the middle of each shift.</summary>
    private static readonly TimeSpan Break = TimeSpan.FromMinutes(40);

    private static readonly (int From, int To, DayOfWeek[] Off)[] Shifts =
    [
        (8, 16, [DayOfWeek.Sunday]),
        (13, 21, [DayOfWeek.Monday]),
        (10, 18, [DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday]),
    ];

    public static int Agents => Shifts.Length;

    /// <summary>When somebody is at the desk from a moment on, and who: that moment itself, or when the next shift begins.</summary>
    public (DateTimeOffset At, IReadOnlyList<int> Who) Next(DateTimeOffset at)
    {
        while (true)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            var who = Enumerable.Range(0, Shifts.Length).Where(agent => IsOn(agent, local)).ToList();
            if (who.Count > 0)
                return (at, who);
            // Shifts begin on the hour.
            at = at.AddHours(1) - TimeSpan.FromTicks(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour);
        }
    }

    /// <summary>Where an agent was on a day: at the desk, away for the break, at the desk again.</summary>
    public IEnumerable<(int Agent, DateTimeOffset From, DateTimeOffset To, bool Away)> On(DateOnly day)
    {
        for (var agent = 0; agent < Shifts.Length; agent++)
        {
            var (from, to, off) = Shifts[agent];
            if (off.Contains(day.DayOfWeek))
                continue;
            var (begins, ends) = (Moment(day, from), Moment(day, to));
            var middle = begins + ((ends - begins) / 2);
            yield return (agent, begins, middle, false);
            yield return (agent, middle, middle + Break, true);
            yield return (agent, middle + Break, ends, false);
        }
    }

    private DateTimeOffset Moment(DateOnly day, int hour)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool IsOn(int agent, DateTimeOffset local) =>
        !Shifts[agent].Off.Contains(local.DayOfWeek) && local.Hour >= Shifts[agent].From && local.Hour < Shifts[agent].To;
}
