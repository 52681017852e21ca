using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Web.Api.Reports;
using CxBot.Web.Desk.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Tests.Api.Reports;

public sealed class ReportQueryTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void The_names_are_those_of_the_pages_address()
    {
        var filter = new ReportFilter(new(2026, 1, 2), new(2026, 3, 4))
        {
            Channel = "whatsapp",
            Skill = "billing & co",
            Agent = "ä/1",
            Clock = ReportClock.Open,
            Hour = 23,
            Weekday = DayOfWeek.Saturday,
        };
        var address = ReportAddress.Write(filter);
        var query = Query(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        Assert.Equal(filter, query.Filter());
        Assert.Null(query.Problem);
        Assert.Equal(ReportAddress.Read("http://x/", Today), Query("").Filter());
    }

    [Theory]
    [InlineData("?form=2026-01-01", "There is no parameter \"form\". Known are from, to, ")]
    [InlineData("?from=01-02-2026", "from is a day since 2000-01-01 such as 2026-01-31, not \"01-02-2026\".")]
    [InlineData("?from=0001-01-01", "from is a day since ")]
    [InlineData("?to=2026-02-30", "to is a day since ")]
    [InlineData("?from=2026-01-02&from=2026-01-03", "from stands there twice.")]
    [InlineData("?from=2026-01-02&to=2026-01-01", "from is a day after to.")]
    [InlineData("?from=2000-01-01&to=2026-01-01", "A report is over 4000 days at most.")]
    [InlineData("?clock=OPEN", "clock is elapsed or open, not \"OPEN\".")]
    [InlineData("?hour=24", "hour is 0 to 23, not \"24\".")]
    [InlineData("?weekday=-1", "weekday is 0 to 6, not \"-1\".")]
    [InlineData("?figure=cases,cheese", "There is no figure \"cheese\". /api/v1/reports/figures lists them.")]
    [InlineData("?compare=yes", "compare is false or true, not \"yes\".")]
    public void What_cannot_be_read_is_said_with_what_to_write(string address, string problem)
    {
        var query = Query(address);
        query.Filter("figure", "compare");
        query.Figures();
        query.Flag("compare");
        Assert.StartsWith(problem, query.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_named_by_commas_or_one_by_one_and_are_all_where_none_is()
    {
        Assert.Equal(AllFigures.All, Query("").Figures());
        Assert.Equal([AllFigures.Cases, AllFigures.FirstReply], Query("?figure=first-reply,cases").Figures());
        Assert.Equal([AllFigures.Cases, AllFigures.FirstReply], Query("?figure=first-reply&figure=cases").Figures());
    }

    private static ReportQuery Query(string address) => new(new QueryCollection(QueryHelpers.ParseQuery(address)), Today);
}
