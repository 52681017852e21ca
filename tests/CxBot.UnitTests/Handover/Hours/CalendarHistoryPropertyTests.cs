using CsCheck;
using CxBot.Handover;
using CxBot.Handover.Hours;

namespace CxBot.Tests.Handover.Hours;

/// <summary>Whatever calendars, zones and moments: the time that people were there is that of all minutes in which they were.</summary>
public sealed class CalendarHistoryPropertyTests
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Without summer time, with it on both halves of the earth, by half an hour, at midnight, backwards in a month of fasting,
    /// and one that has once left out a whole day.</summary>
    private static readonly string[] Zones = ["Asia/Jakarta", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
        "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Cairo", "Africa/Casablanca", "Pacific/Apia"];

    private static readonly string[] Changes = ["2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-04-04", "2026-10-03",
        "2026-04-23", "2026-10-29", "2026-02-14", "2026-03-21", "2011-12-29", "2026-12-31"];

    /// <summary>Shortly before clocks change in one of the zones, in minutes since the epoch; or anywhere in three years.</summary>
    private static readonly Gen<int> Moment = Gen.OneOf(Gen.Int[0, 3 * 365 * 1440],
        Gen.Select(
            Gen.Int[0, Changes.Length - 1],
            Gen.Int[0, 1440],
            (at, minute) => (int)(DateTimeOffset.Parse(Changes[at] + "Z", Invariant) - Epoch).TotalMinutes + minute));

    private static readonly Gen<(int From, int To)> Span =
        Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1440]).Where(ends => ends.Item1 != ends.Item2);

    private static readonly Gen<HandoverOptions> Calendar = Gen.Select(Gen.Int[0, Zones.Length - 1],
        Gen.Dictionary(Gen.Enum<DayOfWeek>(), Span.Array[0, 3])[0, 7], Gen.Int[0, 4].Array[0, 3], Moment,
        (at, hours, holidays, near) => new HandoverOptions
        {
            TimeZone = Zones[at],
            Hours = hours.ToDictionary(day => day.Key.ToString(), day => string.Join(',', day.Value.Select(span => Clock(span.From) + "-"
                + Clock(span.To)))),
            Holidays = [.. holidays.Select(day => Epoch.AddMinutes(near).AddDays(day).ToString("yyyy-MM-dd", Invariant))],
        });

    /// <summary>One to three calendars, the later ones beginning near a moment.</summary>
    private static readonly Gen<(int From, CalendarHistory History)> Asked =
        Gen.Select(Moment, Calendar, Gen.Select(Calendar, Gen.Int[-1500, 3000]).Array[0, 2], (from, first, later) => (from,
            new CalendarHistory(later.Select(calendar => (calendar.Item1, Since: Epoch.AddMinutes(from + calendar.Item2)))
                .Prepend((first, Epoch.AddYears(-20))).Select((calendar, at) => new CalendarVersion
                {
                    Number = at + 1,
                    Since = calendar.Item2,
                    Calendar = TeamCalendar.Of(new OpeningHours(calendar.Item1)).Write(),
                }))));

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    [Fact]
    public void It_is_the_sum_of_the_minutes_that_were_open()
    {
        var some = 0;
        Gen.Select(Asked, Gen.Int[0, 3000]).Sample((asked, length) =>
        {
            var from = Epoch.AddMinutes(asked.From);
            var open = Enumerable.Range(0, length).Count(minute => asked.History.IsOpen(from.AddMinutes(minute)));
            Assert.Equal(TimeSpan.FromMinutes(open), asked.History.OpenBetween(from, from.AddMinutes(length)));
            if (open > 0 && open < length)
                Interlocked.Increment(ref some);
        }, iter: 1500);
        // Were all always open or never, there would be nothing to compare.
        Assert.True(some > 500, $"{some}");
    }

    [Fact]
    public void Parts_of_a_time_add_up_and_are_never_longer_than_it_or_less_than_nothing() =>
        Gen.Select(Asked, Gen.Long[0, TimeSpan.TicksPerDay * 100], Gen.Long[0, TimeSpan.TicksPerDay * 100]).Sample((asked, first, second) =>
        {
            var a = Epoch.AddMinutes(asked.From);
            var (b, c) = (a.AddTicks(first), a.AddTicks(first + second));
            var whole = asked.History.OpenBetween(a, c);
            Assert.Equal(whole, asked.History.OpenBetween(a, b) + asked.History.OpenBetween(b, c));
            Assert.InRange(whole, TimeSpan.Zero, c - a);
            Assert.Equal(TimeSpan.Zero, asked.History.OpenBetween(c, a));
        }, iter: 1000);

    [Fact]
    public void The_spans_are_in_order_and_none_lies_over_another() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 20_000]).Sample((calendar, moment, length) =>
        {
            var (from, to) = (Epoch.AddMinutes(moment), Epoch.AddMinutes(moment + length));
            var last = from;
            foreach (var (opens, closes) in new OpeningHours(calendar).OpenSpans(from, to))
            {
                Assert.True(last <= opens && opens < closes && closes <= to);
                last = closes;
            }
        }, iter: 1000);

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
