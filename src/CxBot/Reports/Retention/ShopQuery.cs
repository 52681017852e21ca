using CxBot.Reports.Facts;
using CxBot.Reports.Shopping;
using CxBot.Storage;
using CxBot.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Retention;

/// <summary>The customers and months behind each figure about them: the same for the number and for the list that it opens
/// into.</summary>
/// <param name="Filter">Channel, language and topic are those of cases; the rest of it but days counts for nothing here.</param>
internal sealed record ShopQuery(CxBotDbContext Db, ReportFilter Filter)
{
    /// <summary>Of whom cohorts and subscriptions are: everybody, or who ever had a case that the filter leaves.</summary>
    private async Task<IQueryable<CaseFact>?> CasesAsync(CancellationToken cancellationToken) =>
        Filter.Channel is null && Filter.Language is null && Filter.Topic is null ? null
            : await FactQuery.OfAsync<CaseFact>(Db, Within(ReportFilter.First, DateOnly.MaxValue), cancellationToken);

    public async Task<IQueryable<OrderMonth>> OrdersAsync(CancellationToken cancellationToken)
    {
        var all = Db.OrderMonths.AsNoTracking();
        return await CasesAsync(cancellationToken) is { } cases
            ? all.Where(m => cases.Any(f => f.ShopCustomerId == m.ShopCustomerId)) : all;
    }

    public async Task<IQueryable<SubscriptionSpan>> SpansAsync(CancellationToken cancellationToken)
    {
        var all = Db.SubscriptionSpans.AsNoTracking();
        return await CasesAsync(cancellationToken) is { } cases
            ? all.Where(s => cases.Any(f => f.ShopCustomerId == s.ShopCustomerId)) : all;
    }

    /// <summary>Who ordered in a month.</summary>
    public IQueryable<OrderMonth> Ordered(int month) => Db.OrderMonths.AsNoTracking().Where(m => m.Month == month);

    /// <summary>The cases that customers had in a month in which they ordered.</summary>
    public async Task<IQueryable<CaseOfMonth>> CasesOfAsync(int month, CancellationToken cancellationToken)
    {
        var cases = await FactQuery.OfAsync<CaseFact>(
            Db, Within(ShopMonths.Begins(month), ShopMonths.Ends(month)), cancellationToken);
        return from f in cases
               join m in Ordered(month) on f.ShopCustomerId equals (long?)m.ShopCustomerId
               select new CaseOfMonth { CaseId = f.CaseId, Outcome = f.Outcome, Of = m };
    }

    /// <summary>The same, of those whose customer said how easy it was.</summary>
    public async Task<IQueryable<CaseOfMonth>> AnsweredOfAsync(int month, CancellationToken cancellationToken) =>
        from one in await CasesOfAsync(month, cancellationToken)
        join s in Db.SurveyFacts on one.CaseId equals s.CaseId
        where s.Kind == SurveyKind.Ces && s.Score != null
        select new CaseOfMonth { CaseId = one.CaseId, Outcome = one.Outcome, Score = s.Score, Of = one.Of };

    /// <summary>The customers of a group in one of its months, each as often as the figure counts them.</summary>
    public async Task<IQueryable<OrderMonth>> OrderedOfAsync(ShopGroup group, int month, CancellationToken cancellationToken)
    {
        var ordered = Ordered(month);
        var (low, high) = group.Effort switch { EffortPart.Hard => (1, 3), EffortPart.Neither => (4, 4), _ => (5, 7) };
        var some = group.Kind switch
        {
            ShopGroupKind.WithCase => With(ordered, await CasesOfAsync(month, cancellationToken), true),
            ShopGroupKind.WithoutCase => With(ordered, await CasesOfAsync(month, cancellationToken), false),
            ShopGroupKind.Outcome => (await CasesOfAsync(month, cancellationToken)).Where(one => one.Outcome == group.Outcome)
                .Select(one => one.Of),
            ShopGroupKind.Effort => (await AnsweredOfAsync(month, cancellationToken))
                .Where(one => one.Score >= low && one.Score <= high).Select(one => one.Of),
            _ => ordered,
        };
        return group.IsAgain ? some.Where(m => m.Next != null && m.Next - m.Month <= OrderedAgain.Months) : some;
    }

    private static IQueryable<OrderMonth> With(IQueryable<OrderMonth> ordered, IQueryable<CaseOfMonth> cases, bool isWith) =>
        ordered.Where(m => cases.Any(one => one.Of.ShopCustomerId == m.ShopCustomerId) == isWith);

    private ReportFilter Within(DateOnly from, DateOnly to) =>
        new(from, to) { Channel = Filter.Channel, Language = Filter.Language, Topic = Filter.Topic };
}

/// <summary>A case of a customer in a month in which they ordered.</summary>
internal sealed class CaseOfMonth
{
    public long CaseId { get; init; }
    public CaseOutcome Outcome { get; init; }

    /// <summary>How easy the customer said that it was.</summary>
    public int? Score { get; init; }

    public required OrderMonth Of { get; init; }
}
