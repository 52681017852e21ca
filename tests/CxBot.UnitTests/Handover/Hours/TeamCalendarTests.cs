using CxBot.Handover;
using CxBot.Handover.Hours;

namespace CxBot.Tests.Handover.Hours;

public sealed class TeamCalendarTests
{
    private static readonly HandoverOptions Plain = new()
    {
        Hours = { ["Monday"] = "08:00-12:00, 13:00-21:00", ["Friday"] = "21:00-02:00", ["Saturday"] = "18:00-24:00" },
        Holidays = { "2026-12-25", "2027-01-01" },
    };

    [Fact]
    public void Settings_that_mean_the_same_are_written_alike()
    {
        var other = new HandoverOptions
        {
            Hours =
            {
                ["saturday"] = "18.00 - 24:00",
                ["sunday"] = "",
                ["Monday"] = "13:00–21:00 ,8:00-12:00,08:00-12:00",
                ["Friday"] = "21:00-2:00",
            },
            Holidays = { "2027-01-01", "2026-12-25", "2027-01-01" },
        };
        Assert.Equal(Write(Plain), Write(other));
        Assert.Equal("""
            {"timeZone":"Asia/Jakarta","hours":{"Sunday":"","Monday":"08:00-12:00, 13:00-21:00","Tuesday":"","Wednesday":"",
            "Thursday":"","Friday":"21:00-02:00","Saturday":"18:00-24:00"},"holidays":["2026-12-25","2027-01-01"]}
            """.ReplaceLineEndings(""), Write(Plain));
    }

    [Fact]
    public void Settings_that_mean_something_else_are_written_otherwise()
    {
        HandoverOptions[] all =
        [
            Plain,
            new() { Hours = Plain.Hours },
            new() { Holidays = Plain.Holidays },
            new() { Hours = Plain.Hours, Holidays = Plain.Holidays, TimeZone = "Asia/Makassar" },
            new() { Hours = new(Plain.Hours) { ["Monday"] = "08:00-12:00, 13:00-21:01" }, Holidays = Plain.Holidays },
            new(),
            new() { Hours = { ["Monday"] = "" } },
        ];
        Assert.Equal(all.Length, all.Select(Write).Distinct().Count());
    }

    [Theory]
    [InlineData("08:00-12:00, 13:00-21:00")]
    [InlineData("21:00-02:00")]
    [InlineData("18:00-24:00")]
    [InlineData("20:00-00:00")]
    [InlineData("08:00:30-09:00")]
    [InlineData("00:00-24:00")]
    public void What_was_written_is_read_as_it_was_meant(string monday)
    {
        var written = new OpeningHours(new HandoverOptions { Hours = { ["Monday"] = monday }, Holidays = { "2026-12-25" } });
        var read = TeamCalendar.Read(TeamCalendar.Of(written).Write());
        Assert.Equal(written.On(DayOfWeek.Monday), read.On(DayOfWeek.Monday));
        Assert.Equal(written.Holidays, read.Holidays);
        Assert.Empty(read.On(DayOfWeek.Tuesday));
    }

    [Fact]
    public void Closed_on_every_day_is_not_without_hours()
    {
        var noon = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        Assert.False(TeamCalendar.Read(Write(new() { Hours = { ["Monday"] = "" } })).IsOpen(noon));
        Assert.True(TeamCalendar.Read(Write(new())).IsOpen(noon));
    }

    private static string Write(HandoverOptions options) => TeamCalendar.Of(new OpeningHours(options)).Write();
}
