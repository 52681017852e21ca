using CxBot.Answering.Model;
using CxBot.Reports.Figures;
using CxBot.Reports.Work;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Reports.Cost;

/// <summary>Reads what cases cost.</summary>
public sealed class CostReader(
    IDbContextFactory<CxBotDbContext> contexts, ReportReader reports, WorkReader work, IOptions<CostOptions> options)
{
    // Who cannot be followed may have come back: they are no case that is known to have ended well.
    private static readonly Figure[] Durable = [.. AllFigures.Outcomes.Where(
        figure => figure.Id is "confirmed" or "assumed" or "solved-durable")];

    /// <summary>Whether any price is set.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <returns>Null where no price is set, or the filter asks for more than days: calls and hours are the whole shop's.</returns>
    public async Task<CaseCost?> ReadAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        if (!IsOn || !filter.IsAll)
            return null;
        var values = await reports.ReadAsync([AllFigures.Cases, .. Durable], filter, cancellationToken);
        var agents = await work.AgentsAsync(filter, cancellationToken);
        var (from, to) = await work.BoundsAsync(filter, cancellationToken);
        await using var db = contexts.CreateDbContext();
        var billed = await db.BilledMessages.Where(b => b.Billable && b.At >= from && b.At < to)
            .GroupBy(b => b.Category).Select(g => new { Category = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var calls = await ModelDay.CallsAsync(db, filter.From, filter.To, cancellationToken);
        var prices = options.Value;
        return new CaseCost(
            prices.Currency!,
            [
                new CostPart(
                    CostKind.People, null, (decimal)agents.Values.Sum(one => one.Occupied.TotalSeconds) / 3600, prices.AgentHour),
                new CostPart(CostKind.Model, null, calls, prices.ModelCall),
                .. billed.OrderBy(row => row.Category, StringComparer.Ordinal).Select(row => new CostPart(
                    CostKind.Messages, row.Category ?? "?", row.Count, PriceOf(row.Category, prices))),
            ],
            values[AllFigures.Cases].Count,
            Durable.Sum(figure => values[figure].Count));
    }

    private static decimal? PriceOf(string? category, CostOptions prices)
    {
        foreach (var (name, price) in prices.Messages)
            if (name.Equals(category, StringComparison.OrdinalIgnoreCase))
                return price;
        return null;
    }
}
