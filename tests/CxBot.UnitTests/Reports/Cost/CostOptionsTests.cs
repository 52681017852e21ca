using CxBot.Reports.Cost;

namespace CxBot.Tests.Reports.Cost;

public sealed class CostOptionsTests
{
    [Fact]
    public void Prices_are_of_a_currency_and_never_below_nothing()
    {
        Assert.Empty(new CostOptions().Problems());
        Assert.Empty(new CostOptions { Currency = "IDR", AgentHour = 0, Messages = { ["utility"] = 0.5m } }.Problems());
        Assert.Equal(
            ["Reports:Cost:Messages:utility must be 0 to 1000000000.", "Reports:Cost:ModelCall must be 0 to 1000000000."],
            new CostOptions { Currency = "IDR", ModelCall = -1, Messages = { ["utility"] = 1_000_000_001 } }.Problems());
        foreach (var wrong in new[] { null, "", "rp", "idr", "RUPIAH" })
            Assert.StartsWith("Reports:Cost:Currency must be", Assert.Single(new CostOptions { Currency = wrong, AgentHour = 1 }.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_price_or_no_cases_says_nothing()
    {
        var none = new CaseCost("IDR", [new CostPart(CostKind.People, null, 3, null)], 5, 0);
        Assert.Equal((null, null, null), (none.Total, none.OfCase, none.OfDurable));
        var some = none with { Parts = [.. none.Parts, new CostPart(CostKind.Model, null, 4, 2.5m)] };
        Assert.Equal((10m, 2m, null), (some.Total, some.OfCase, some.OfDurable));
    }
}
