using CxBot.Reports;
using CxBot.Reports.Cost;

namespace CxBot.Web.Api.Reports;

/// <summary>What cases cost, as JSON. What has no price is left out.</summary>
internal static class CostJson
{
    public static CostAnswer Of(ReportFilter filter, CaseCost cost) => new(
        filter.From, filter.To, cost.Currency, cost.Cases, cost.Durable, cost.Total, cost.OfCase, cost.OfDurable,
        [.. cost.Parts.Select(part => new CostPartAnswer(part.Kind, part.Category, part.Quantity, part.Price, part.Cost))]);
}

/// <param name="Durable">Cases that ended well, as far as is known.</param>
/// <param name="Total">Of the parts that have a price.</param>
internal sealed record CostAnswer(DateOnly From, DateOnly To, string Currency, int Cases, int Durable, decimal? Total, decimal? PerCase,
    decimal? PerDurableCase, IReadOnlyList<CostPartAnswer> Parts);

/// <param name="Quantity">Hours, calls or messages.</param>
internal sealed record CostPartAnswer(CostKind Kind, string? Category, decimal Quantity, decimal? Price, decimal? Cost);
