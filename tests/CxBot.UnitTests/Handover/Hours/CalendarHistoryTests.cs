using System.Globalization;
using CxBot.Handover;
using CxBot.Handover.Hours;

namespace CxBot.Tests.Handover.Hours;

public sealed class CalendarHistoryTests
{
    private static readonly DateTimeOffset Start = At("2026-01-01T00:00Z");

    /// <summary>30 November 2026 is a Monday; summer time begins on 29 March in Berlin and ends on 25 October, and on Lord Howe it ends by
    /// half an hour on 5 April and begins on 4 October.</summary>
    [Theory]
    [InlineData("no hours are set", "Asia/Jakarta", "", "2026-11-29T03:00Z", "2026-12-02T04:30Z", "73:30")]
    [InlineData("within one span", "Asia/Jakarta", "Monday 08:00-17:00", "2026-11-30T08:10+07:00", "2026-11-30T08:25+07:00", "0:15")]
    [InlineData("a pause at noon", "Asia/Jakarta", "Monday 08:00-12:00, 13:00-17:00",
        "2026-11-30T11:50+07:00", "2026-11-30T13:05+07:00", "0:15")]
    [InlineData("before and after", "Asia/Jakarta", "Monday 08:00-17:00", "2026-11-29T00:00+07:00", "2026-12-01T00:00+07:00", "9:00")]
    [InlineData("a day without hours", "Asia/Jakarta", "Monday 08:00-17:00", "2026-12-01T00:00+07:00", "2026-12-07T00:00+07:00", "0:00")]
    [InlineData("until midnight", "Asia/Jakarta", "Monday 18:00-24:00", "2026-11-30T20:00+07:00", "2026-12-01T09:00+07:00", "4:00")]
    [InlineData("past midnight", "Asia/Jakarta", "Monday 21:00-02:00", "2026-11-30T23:00+07:00", "2026-12-01T09:00+07:00", "3:00")]
    [InlineData("the morning after", "Asia/Jakarta", "Monday 21:00-02:00", "2026-12-01T00:30+07:00", "2026-12-01T01:00+07:00", "0:30")]
    [InlineData("all day and night", "Asia/Jakarta", "Monday 00:00-24:00; Tuesday 00:00-24:00",
        "2026-11-30T06:00+07:00", "2026-12-01T06:00+07:00", "24:00")]
    [InlineData("spans over each other", "Asia/Jakarta", "Monday 08:00-12:00, 10:00-14:00, 09:00-11:00",
        "2026-11-30T00:00+07:00", "2026-12-01T00:00+07:00", "6:00")]
    [InlineData("the evening over the morning", "Asia/Jakarta", "Monday 20:00-10:00; Tuesday 08:00-12:00",
        "2026-11-30T00:00+07:00", "2026-12-02T00:00+07:00", "16:00")]
    [InlineData("an hour is left out", "Europe/Berlin", "Sunday 01:00-05:00", "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", "3:00")]
    [InlineData("an hour comes twice", "Europe/Berlin", "Sunday 01:00-05:00", "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00", "5:00")]
    [InlineData("all of it is left out", "Europe/Berlin", "Sunday 02:00-03:00",
        "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", "0:00")]
    [InlineData("all of it comes twice", "Europe/Berlin", "Sunday 02:00-03:00",
        "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00", "2:00")]
    [InlineData("the night to summer time", "Europe/Berlin", "Saturday 22:00-06:00",
        "2026-03-28T12:00+01:00", "2026-03-29T12:00+02:00", "7:00")]
    [InlineData("no hours on a short day", "Europe/Berlin", "", "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", "23:00")]
    [InlineData("half an hour ahead", "Asia/Kolkata", "Monday 09:00-10:00", "2026-11-30T03:30Z", "2026-11-30T04:00Z", "0:30")]
    [InlineData("half an hour comes twice", "Australia/Lord_Howe", "Sunday 01:00-03:00",
        "2026-04-04T12:00Z", "2026-04-05T12:00Z", "2:30")]
    [InlineData("half an hour is left out", "Australia/Lord_Howe", "Sunday 01:00-03:00",
        "2026-10-03T12:00Z", "2026-10-04T12:00Z", "1:30")]
    [InlineData("ninety days", "Europe/Berlin", "Monday 09:00-17:00", "2026-03-01T00:00Z", "2026-05-30T00:00Z", "104:00")]
    [InlineData("the second is not after the first", "Asia/Jakarta", "", "2026-11-30T03:00Z", "2026-11-30T02:00Z", "0:00")]
    [InlineData("no time at all", "Asia/Jakarta", "", "2026-11-30T03:00Z", "2026-11-30T03:00Z", "0:00")]
    public void The_time_that_people_were_there(string why, string zone, string hours, string from, string to, string open) =>
        Assert.True(Open(open) == History((Start, Calendar(zone, hours))).OpenBetween(At(from), At(to)),
            $"{why}: {History((Start, Calendar(zone, hours))).OpenBetween(At(from), At(to))}");

    [Fact]
    public void A_calendar_that_changes_in_the_middle_of_a_wait_counts_from_then_on()
    {
        var history = History((Start, Calendar("Asia/Jakarta", "Monday 08:00-17:00")),
            (At("2026-11-30T10:30+07:00"), Calendar("Asia/Jakarta", "Monday 08:00-11:00")));
        Assert.Equal(Open("3:00"), history.OpenBetween(At("2026-11-30T00:00+07:00"), At("2026-12-01T00:00+07:00")));
        Assert.Equal(Open("9:00"), history.OpenBetween(At("2026-11-23T00:00+07:00"), At("2026-11-24T00:00+07:00")));
        Assert.True(history.IsOpen(At("2026-11-23T16:00+07:00")));
        Assert.False(history.IsOpen(At("2026-11-30T16:00+07:00")));
    }

    [Fact]
    public void The_first_calendar_also_counts_before_it()
    {
        var history = History((At("2026-11-30T10:00+07:00"), Calendar("Asia/Makassar", "Monday 08:00-17:00")));
        Assert.Equal(Open("9:00"), history.OpenBetween(At("2025-12-01T00:00+08:00"), At("2025-12-02T00:00+08:00")));
        Assert.Equal("Asia/Makassar", history.ZoneAt(At("2020-01-01T00:00Z")).Id);
    }

    [Fact]
    public void The_zone_is_that_of_the_calendar_that_held()
    {
        var moved = At("2026-11-30T10:00Z");
        var history = History((Start, Calendar("Asia/Jakarta", "")), (moved, Calendar("Asia/Jayapura", "")));
        Assert.Equal(("Asia/Jakarta", "Asia/Jayapura"), (history.ZoneAt(moved.AddTicks(-1)).Id, history.ZoneAt(moved).Id));
    }

    [Fact]
    public void On_a_holiday_nobody_is_there_but_what_began_the_evening_before_goes_on()
    {
        var history = History((Start, Calendar("Asia/Jakarta", "Monday 21:00-02:00; Tuesday 08:00-22:00; Wednesday 00:00-01:00",
            "2026-12-01")));
        Assert.Equal(Open("5:00"), history.OpenBetween(At("2026-11-30T12:00+07:00"), At("2026-12-02T00:00+07:00")));
        Assert.Equal(Open("1:00"), history.OpenBetween(At("2026-12-02T00:00+07:00"), At("2026-12-03T00:00+07:00")));
    }

    [Fact]
    public void A_holiday_without_hours_is_the_only_closed_day()
    {
        var history = History((Start, Calendar("Asia/Jakarta", "", "2026-12-01")));
        Assert.Equal(Open("48:00"), history.OpenBetween(At("2026-11-30T00:00+07:00"), At("2026-12-03T00:00+07:00")));
    }

    [Fact]
    public void A_holiday_that_is_added_later_changes_nothing_of_what_was()
    {
        var history = History((Start, Calendar("Asia/Jakarta", "Monday 08:00-17:00")),
            (At("2026-11-30T12:00+07:00"), Calendar("Asia/Jakarta", "Monday 08:00-17:00", "2026-11-30", "2026-12-07")));
        Assert.Equal(Open("4:00"), history.OpenBetween(At("2026-11-30T00:00+07:00"), At("2026-12-01T00:00+07:00")));
        Assert.Equal(Open("0:00"), history.OpenBetween(At("2026-12-07T00:00+07:00"), At("2026-12-08T00:00+07:00")));
    }

    [Fact]
    public void Of_calendars_that_were_found_under_a_clock_set_back_the_last_one_counts()
    {
        var history = History((Start, Calendar("Asia/Jakarta", "Monday 08:00-17:00")),
            (At("2027-11-30T00:00Z"), Calendar("Asia/Jakarta", "Monday 08:00-09:00")),
            (At("2026-11-30T00:00Z"), Calendar("Asia/Jakarta", "Monday 08:00-10:00")));
        Assert.Equal(Open("2:00"), history.OpenBetween(At("2026-12-07T00:00+07:00"), At("2026-12-08T00:00+07:00")));
        Assert.Equal(Open("2:00"), history.OpenBetween(At("2027-12-06T00:00+07:00"), At("2027-12-07T00:00+07:00")));
    }

    [Fact]
    public void Where_nothing_is_stored_no_hours_are_set() =>
        Assert.Equal(Open("5:00"), new CalendarHistory([]).OpenBetween(At("2026-11-30T00:00Z"), At("2026-11-30T05:00Z")));

    /// <summary>Run by hand: the machine of a test that runs among others says nothing about time.</summary>
    [Fact(Explicit = true)]
    public void Ten_years_are_counted_in_a_few_milliseconds()
    {
        var week = string.Join("; ", Enum.GetNames<DayOfWeek>().Select(day => $"{day} 08:00-12:00, 13:00-21:00"));
        var history = History((Start, Calendar("Europe/Berlin", week)));
        var took = new List<double>();
        for (var round = 0; round < 30; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            Assert.Equal(Open("43824:00"), history.OpenBetween(At("2026-01-01T00:00+01:00"), At("2036-01-01T00:00+01:00")));
            took.Add((Environment.CpuUsage.TotalTime - began).TotalMilliseconds);
        }
        var result = FormattableString.Invariant($"the first {took[0]:0.0} ms, then {took.Min():0.0} ms");
        TestContext.Current.TestOutputHelper?.WriteLine(result);
        Assert.True(took.Min() < 20, result);
    }

    private static CalendarHistory History(params (DateTimeOffset Since, HandoverOptions Options)[] calendars) =>
        new(calendars.Select((calendar, at) => new CalendarVersion
        {
            Number = at + 1,
            Since = calendar.Since,
            Calendar = TeamCalendar.Of(new OpeningHours(calendar.Options)).Write(),
        }).Reverse());

    /// <param name="hours"><c>Monday 08:00-12:00, 13:00-17:00; Tuesday 08:00-17:00</c>.</param>
    private static HandoverOptions Calendar(string zone, string hours, params string[] holidays) => new()
    {
        TimeZone = zone,
        Hours = hours.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(day => day.Split(' ', 2)).ToDictionary(day => day[0], day => day[1]),
        Holidays = [.. holidays],
    };

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    private static TimeSpan Open(string hours) => hours.Split(':') is [var whole, var minutes]
        ? TimeSpan.FromMinutes(60 * int.Parse(whole, CultureInfo.InvariantCulture) + int.Parse(minutes, CultureInfo.InvariantCulture))
        : throw new FormatException(hours);
}
