using CxBot.Handover;
using CxBot.Handover.Hours;

namespace CxBot.Tests.Handover.Hours;

public sealed class OpeningHoursTests
{
    private static readonly HandoverOptions Weekdays = new()
    {
        TimeZone = "Asia/Jakarta",
        Hours = { ["Monday"] = "08:00-12:00, 13:00-17:00", ["Tuesday"] = "08:00-17:00" },
        Holidays = { "2026-12-01" },
    };

    /// <summary>A moment in Western Indonesian time; 30 November 2026 is a Monday.</summary>
    private static DateTimeOffset Wib(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData(7, 59, false)]
    [InlineData(8, 0, true)]
    [InlineData(12, 0, false)]
    [InlineData(13, 0, true)]
    [InlineData(17, 0, false)]
    public void Open_from_the_first_minute_to_before_the_last(int hour, int minute, bool open) =>
        Assert.Equal(open, new OpeningHours(Weekdays).IsOpen(Wib(30, hour, minute)));

    [Fact]
    public void Closed_it_opens_again_after_lunch() =>
        Assert.Equal(Wib(30, 13), new OpeningHours(Weekdays).OpensAt(Wib(30, 12, 30)));

    [Fact]
    public void A_holiday_is_skipped_and_so_are_closed_days() =>
        Assert.Equal(new DateTimeOffset(2026, 12, 7, 8, 0, 0, TimeSpan.FromHours(7)), new OpeningHours(Weekdays).OpensAt(Wib(30, 18)));

    [Fact]
    public void Open_now_it_opens_at_no_later_time() => Assert.Null(new OpeningHours(Weekdays).OpensAt(Wib(30, 9)));

    [Fact]
    public void Without_hours_it_is_always_open() => Assert.True(new OpeningHours(new HandoverOptions()).IsOpen(Wib(29, 3)));

    [Theory]
    [InlineData("Handover:Hours:Monday", "Monday", "8-17")]
    [InlineData("Handover:Hours:Monday", "Monday", "08:00-08:00")]
    [InlineData("Handover:Hours:Monday", "Monday", "24:00-02:00")]
    [InlineData("Handover:Hours:Monday", "Monday", "08:00-25:00")]
    [InlineData("Handover:Hours:Monday", "Monday", "08:00 s/d 17:00")]
    [InlineData("Handover:Hours:Senin", "Senin", "08:00-17:00")]
    public void A_wrong_setting_is_named(string named, string day, string span) =>
        Assert.Contains(named,
            Assert.Throws<FormatException>(() => new OpeningHours(new HandoverOptions { Hours = { [day] = span } })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_wrong_span_says_how_to_write_it()
    {
        var message = Assert.Throws<FormatException>(
            () => new OpeningHours(new HandoverOptions { Hours = { ["Monday"] = "8-17" } })).Message;
        foreach (var example in new[] { "08:00-21:00", "21:00-02:00", "24:00" })
            Assert.Contains(example, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("08.00-17.00")]
    [InlineData("08:00–17:00")]
    [InlineData("08:00 — 17:00")]
    [InlineData("8.00 – 17.00")]
    public void Hours_are_read_as_people_write_them(string span)
    {
        var hours = new OpeningHours(new HandoverOptions { TimeZone = "Asia/Jakarta", Hours = { ["Monday"] = span } });
        Assert.Equal((false, true, true, false),
            (hours.IsOpen(Wib(30, 7, 59)), hours.IsOpen(Wib(30, 8)), hours.IsOpen(Wib(30, 16, 59)), hours.IsOpen(Wib(30, 17))));
    }

    [Fact]
    public void Hours_past_midnight_last_into_the_next_day()
    {
        var hours = new OpeningHours(new HandoverOptions { TimeZone = "Asia/Jakarta", Hours = { ["Sunday"] = "21:00-02:00" } });
        Assert.Equal((false, true, true, false),
            (hours.IsOpen(Wib(29, 1)), hours.IsOpen(Wib(29, 23)), hours.IsOpen(Wib(30, 1, 59)), hours.IsOpen(Wib(30, 2))));
        Assert.Null(hours.OpensAt(Wib(30, 1)));
        Assert.Equal(Wib(29, 21), hours.OpensAt(Wib(29, 1)));
    }

    [Fact]
    public void Hours_until_midnight_end_with_the_day()
    {
        var hours = new OpeningHours(new HandoverOptions { TimeZone = "Asia/Jakarta", Hours = { ["Sunday"] = "18:00-24:00" } });
        Assert.Equal((true, false), (hours.IsOpen(Wib(29, 23, 59)), hours.IsOpen(Wib(30, 0))));
    }

    [Fact]
    public void A_wrong_zone_is_named() =>
        Assert.Contains("Handover:TimeZone",
            Assert.Throws<FormatException>(() => new OpeningHours(new HandoverOptions { TimeZone = "Jakarta" })).Message,
            StringComparison.Ordinal);
}
