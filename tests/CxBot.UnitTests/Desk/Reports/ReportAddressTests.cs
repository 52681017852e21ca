using CxBot.Reports;
using CxBot.Web.Desk.Reports;

namespace CxBot.Tests.Desk.Reports;

public sealed class ReportAddressTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void What_is_written_is_read_again()
    {
        var filter = new ReportFilter(new(2026, 1, 2), new(2026, 3, 4))
        {
            Channel = "whatsapp",
            Skill = "billing & co",
            Agent = "ä/1",
            Clock = ReportClock.Open,
            Hour = 23,
            Weekday = DayOfWeek.Sunday,
        };
        var address = "http://x/" + ReportAddress.Write(filter, "first-reply", 3);
        Assert.StartsWith("http://x/desk/reports/first-reply?", address, StringComparison.Ordinal);
        Assert.Equal(filter, ReportAddress.Read(address, Today));
        Assert.Equal(3, ReportAddress.PageOf(address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=30-11-2026&to=yesterday&clock=none&hour=24&weekday=7&page=-1&channel=")]
    public void What_cannot_be_read_is_left_out(string query)
    {
        Assert.Equal(new ReportFilter(new(2026, 11, 1), Today), ReportAddress.Read("http://x/desk/reports" + query, Today));
        Assert.Equal(0, ReportAddress.PageOf("http://x/desk/reports" + query));
    }

    [Fact]
    public void Days_that_are_the_wrong_way_round_are_turned_and_too_many_are_cut()
    {
        Assert.Equal(new ReportFilter(new(2026, 1, 1), new(2026, 2, 1)), Read("?from=2026-02-01&to=2026-01-01"));
        Assert.Equal(new ReportFilter(new(2015, 12, 19), Today), Read("?from=0001-01-01&to=2026-11-30"));
        Assert.Equal(new(2000, 1, 1), Read("?to=0001-01-05").To);
        Assert.Equal(30, Read("?to=0001-01-05").Before().Days);
    }

    [Fact]
    public void The_period_before_is_as_long_and_ends_the_day_before() =>
        Assert.Equal(new ReportFilter(new(2026, 10, 2), new(2026, 10, 31)), new ReportFilter(new(2026, 11, 1), Today).Before());

    private static ReportFilter Read(string query) => ReportAddress.Read("http://x/desk/reports" + query, Today);
}
