using CxBot.Reports.Mail;

namespace CxBot.Tests.Reports.Mail;

public sealed class MailCalendarTests
{
    [Theory]
    [InlineData(MailPeriod.Daily, "2026-03-01", "2026-02-28", "2026-02-28")]
    [InlineData(MailPeriod.Weekly, "2026-11-30", "2026-11-23", "2026-11-29")]
    [InlineData(MailPeriod.Weekly, "2026-11-29", "2026-11-16", "2026-11-22")]
    [InlineData(MailPeriod.Weekly, "2026-01-01", "2025-12-22", "2025-12-28")]
    [InlineData(MailPeriod.Monthly, "2026-03-31", "2026-02-01", "2026-02-28")]
    [InlineData(MailPeriod.Monthly, "2026-01-01", "2025-12-01", "2025-12-31")]
    public void The_last_whole_period_is_before_the_day(MailPeriod period, string day, string from, string to) =>
        Assert.Equal((Day(from), Day(to)), MailCalendar.Before(period, Day(day)));

    [Theory]
    [InlineData("Asia/Jakarta", "2026-11-29", 7, "2026-11-30T00:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-29", 0, "2026-11-29T18:30:00Z")]
    // Two o'clock is skipped on the last Sunday of March, and comes twice on that of October.
    [InlineData("Europe/Berlin", "2026-03-28", 2, "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24", 2, "2026-10-25T00:00:00Z")]
    public void It_is_due_at_its_hour_of_the_next_day_in_the_businesss_zone(string zone, string to, int hour, string due) =>
        Assert.Equal(
            DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
            MailCalendar.DueAt(Day(to), hour, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToUniversalTime());

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
