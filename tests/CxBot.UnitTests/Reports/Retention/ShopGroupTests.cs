using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Retention;
using CxBot.Web.Desk.Reports;

namespace CxBot.Tests.Reports.Retention;

public sealed class ShopGroupTests
{
    public static TheoryData<ShopGroup> Groups() =>
    [
        new ShopGroup(ShopGroupKind.Cohort) { Month = 676 },
        new ShopGroup(ShopGroupKind.Cohort) { Month = 676, Later = 12 },
        new ShopGroup(ShopGroupKind.Ended) { Month = 676 },
        new ShopGroup(ShopGroupKind.WithoutCase) { IsAgain = true },
        new ShopGroup(ShopGroupKind.Outcome) { Outcome = CaseOutcome.CameBack, IsAgain = true },
        new ShopGroup(ShopGroupKind.Effort) { Effort = EffortPart.Hard },
    ];

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_group_of_customers_stands_in_the_address(ShopGroup group)
    {
        var address = "https://shop.example/" + ReportAddress.Group(new ReportFilter(new(2026, 5, 1), new(2026, 5, 31)), group, 2);
        Assert.Equal((group, 2), (ReportAddress.GroupOf(address), ReportAddress.PageOf(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Cheese")]
    [InlineData("7")]
    [InlineData("Cohort")]
    [InlineData("Cohort.2026-13")]
    [InlineData("Cohort.2026-05.-3")]
    [InlineData("Cohort.0001-01")]
    [InlineData("Outcome.Cheese")]
    [InlineData("Effort.99")]
    [InlineData("WithCase.again.again")]
    public void What_is_no_group_is_left_out(string text) =>
        Assert.Null(ReportAddress.GroupOf("https://shop.example/desk/reports/customers?of=" + text));

    [Theory]
    [InlineData("2026-05-03", "2026-05-20", "2025-06", "2026-05")]
    [InlineData("2024-01-31", "2026-05-01", "2024-01", "2026-05")]
    [InlineData("2010-01-01", "2026-05-01", "2023-06", "2026-05")]
    [InlineData("2026-04-01", "2027-05-01", "2025-07", "2026-06")]
    public void The_months_of_a_report_are_whole_and_at_least_a_year(string from, string to, string first, string last)
    {
        static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var months = ShopMonths.Of(new ReportFilter(Day(from), Day(to)), ShopMonths.Of(new DateOnly(2026, 6, 1)));
        Assert.Equal((first, last), ($"{ShopMonths.Begins(months.First):yyyy-MM}", $"{ShopMonths.Begins(months.Last):yyyy-MM}"));
    }
}
