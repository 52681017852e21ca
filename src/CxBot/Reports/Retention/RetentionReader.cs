using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover.Hours;
using CxBot.Reports.Facts;
using CxBot.Reports.Shopping;
using CxBot.Reports.Statistics;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Retention;

/// <summary>Reads whether customers stay, and who they are behind each number.</summary>
public sealed class RetentionReader(IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    public async Task<CustomerRetention> ReadAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var snapshot = await ReportSnapshot.BeginAsync(db, cancellationToken);
        var months = await MonthsAsync(db, filter, cancellationToken);
        if (!await db.ShopCustomers.AnyAsync(cancellationToken))
            return new CustomerRetention(months, [], [], []);
        var query = new ShopQuery(db, filter);
        return new CustomerRetention(
            months,
            await CohortsAsync(query, months, cancellationToken),
            await ChurnAsync(query, months, cancellationToken),
            await AgainAsync(query, months, cancellationToken))
        {
            IsTold = true,
        };
    }

    /// <summary>The customers behind a number, as many as it says.</summary>
    public async Task<ShopRows> RowsAsync(
        ShopGroup group, ReportFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var snapshot = await ReportSnapshot.BeginAsync(db, cancellationToken);
        var months = await MonthsAsync(db, filter, cancellationToken);
        var all = await RowsOfAsync(new ShopQuery(db, filter), group, months, cancellationToken);
        var count = await all.CountAsync(cancellationToken);
        var rows = await all.OrderByDescending(row => row.Month).ThenBy(row => row.ShopCustomerId).Skip(skip).Take(take)
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.ShopCustomerId).Distinct().ToList();
        var subjects = await db.ShopCustomers.AsNoTracking().Where(c => ids.Contains(c.Id) && c.Subject != null)
            .ToDictionaryAsync(c => c.Id, c => c.Subject!, cancellationToken);
        var names = subjects.Values.ToList();
        var places = (await (from i in db.CustomerIdentities
                             join v in db.Conversations on i.CustomerId equals v.CustomerId
                             where i.Kind == CustomerAddress.SubjectKind && names.Contains(i.Value)
                             select new { i.Value, v.Id, v.LastMessageAt }).ToListAsync(cancellationToken))
            .GroupBy(one => one.Value).ToDictionary(of => of.Key, of => of.MaxBy(one => one.LastMessageAt)!.Id);
        return new ShopRows(count, [.. rows.Select(row => subjects.TryGetValue(row.ShopCustomerId, out var subject)
            ? new ShopRow(row.Month, subject, places.TryGetValue(subject, out var place) ? place : null)
            : new ShopRow(row.Month, null, null))]);
    }

    private async Task<ShopMonths> MonthsAsync(CxBotDbContext db, ReportFilter filter, CancellationToken cancellationToken)
    {
        var hours = new CalendarHistory(await db.CalendarVersions.AsNoTracking().ToListAsync(cancellationToken));
        return ShopMonths.Of(filter, ActivityWriter.MonthOf(time.GetUtcNow(), hours));
    }

    private static async Task<IReadOnlyList<Cohort>> CohortsAsync(
        ShopQuery query, ShopMonths months, CancellationToken cancellationToken)
    {
        var cells = await (await query.OrdersAsync(cancellationToken))
            .Where(m => m.Cohort >= months.First && m.Cohort <= months.Last && m.Month - m.Cohort <= Cohort.MaxLater)
            .GroupBy(m => new { m.Cohort, m.Month }).Select(g => new { g.Key.Cohort, g.Key.Month, Count = g.Count() })
            .ToDictionaryAsync(cell => (cell.Cohort, cell.Month), cell => cell.Count, cancellationToken);
        return [.. from month in months.All
                   let size = cells.GetValueOrDefault((month, month))
                   where size > 0
                   select new Cohort(month, size, [.. Enumerable.Range(1, Cohort.MaxLater).Where(later => month + later <= months.Now)
                       .Select(later => cells.GetValueOrDefault((month, month + later)))])];
    }

    private static async Task<IReadOnlyList<SubscriptionChurn>> ChurnAsync(
        ShopQuery query, ShopMonths months, CancellationToken cancellationToken)
    {
        var spans = await (await query.SpansAsync(cancellationToken)).GroupBy(s => new { s.Begun, s.Ended, s.IsLost })
            .Select(g => new { g.Key.Begun, g.Key.Ended, g.Key.IsLost, Count = g.Count() }).ToListAsync(cancellationToken);
        return [.. from month in months.All
                   let began = spans.Where(s => s.Begun < month && (s.Ended == null || s.Ended >= month)).ToList()
                   let running = began.Where(s => s.Ended != month || !s.IsLost).Sum(s => s.Count)
                   where running > 0
                   select new SubscriptionChurn(month, running, began.Where(s => s.Ended == month && !s.IsLost).Sum(s => s.Count))];
    }

    private static async Task<IReadOnlyList<OrderedAgain>> AgainAsync(
        ShopQuery query, ShopMonths months, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<ShopGroup, (long Again, long All)>();
        void Add(ShopGroup group, bool again, int count)
        {
            var (more, all) = sums.GetValueOrDefault(group);
            sums[group] = (more + (again ? count : 0), all + count);
        }

        foreach (var month in months.Followed)
        {
            var ordered = await CountAsync(query.Ordered(month), cancellationToken);
            var with = await CountAsync(
                await query.OrderedOfAsync(new ShopGroup(ShopGroupKind.WithCase), month, cancellationToken), cancellationToken);
            Add(new ShopGroup(ShopGroupKind.Ordered), true, ordered.Again);
            Add(new ShopGroup(ShopGroupKind.Ordered), false, ordered.Not);
            Add(new ShopGroup(ShopGroupKind.WithCase), true, with.Again);
            Add(new ShopGroup(ShopGroupKind.WithCase), false, with.Not);
            Add(new ShopGroup(ShopGroupKind.WithoutCase), true, ordered.Again - with.Again);
            Add(new ShopGroup(ShopGroupKind.WithoutCase), false, ordered.Not - with.Not);
            if (with is (0, 0))
                continue;
            foreach (var row in await (await query.CasesOfAsync(month, cancellationToken))
                .GroupBy(one => new { one.Outcome, Again = one.Of.Next != null && one.Of.Next - month <= OrderedAgain.Months })
                .Select(g => new { g.Key.Outcome, g.Key.Again, Count = g.Count() }).ToListAsync(cancellationToken))
                Add(new ShopGroup(ShopGroupKind.Outcome) { Outcome = row.Outcome }, row.Again, row.Count);
            foreach (var row in await (await query.AnsweredOfAsync(month, cancellationToken))
                .GroupBy(one => new { one.Score, Again = one.Of.Next != null && one.Of.Next - month <= OrderedAgain.Months })
                .Select(g => new { g.Key.Score, g.Key.Again, Count = g.Count() }).ToListAsync(cancellationToken))
                Add(new ShopGroup(ShopGroupKind.Effort) { Effort = EffortOf(row.Score!.Value) }, row.Again, row.Count);
        }

        return [.. sums.Where(sum => sum.Value.All > 0).OrderBy(sum => sum.Key.Kind).ThenBy(sum => sum.Key.Outcome)
            .ThenBy(sum => sum.Key.Effort).Select(sum => new OrderedAgain(sum.Key, new Proportion(sum.Value.Again, sum.Value.All)))];
    }

    private static EffortPart EffortOf(int score) => score < 4 ? EffortPart.Hard : score == 4 ? EffortPart.Neither : EffortPart.Easy;

    private static async Task<(int Again, int Not)> CountAsync(IQueryable<OrderMonth> ordered, CancellationToken cancellationToken)
    {
        var counts = await ordered.GroupBy(m => m.Next != null && m.Next - m.Month <= OrderedAgain.Months)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        return (counts.GetValueOrDefault(true), counts.GetValueOrDefault(false));
    }

    private static async Task<IQueryable<ShopMonth>> RowsOfAsync(
        ShopQuery query, ShopGroup group, ShopMonths months, CancellationToken cancellationToken)
    {
        var month = group.Month ?? 0;
        switch (group.Kind)
        {
            case ShopGroupKind.Cohort:
                var at = month + (group.Later ?? 0);
                return (await query.OrdersAsync(cancellationToken)).Where(m => m.Cohort == month && m.Month == at)
                    .Select(m => new ShopMonth { ShopCustomerId = m.ShopCustomerId, Month = m.Month });
            case ShopGroupKind.Running or ShopGroupKind.Ended:
                var isEnded = group.Kind == ShopGroupKind.Ended;
                return (await query.SpansAsync(cancellationToken))
                    .Where(s => s.Begun < month && (s.Ended == null || s.Ended >= month) && (s.Ended != month || !s.IsLost)
                        && (!isEnded || s.Ended == month))
                    .Select(s => new ShopMonth { ShopCustomerId = s.ShopCustomerId, Month = month });
            default:
                var all = new List<IQueryable<ShopMonth>>();
                foreach (var one in months.Followed)
                    all.Add((await query.OrderedOfAsync(group, one, cancellationToken))
                        .Select(m => new ShopMonth { ShopCustomerId = m.ShopCustomerId, Month = m.Month }));
                return all.Count > 0 ? all.Aggregate(Queryable.Concat)
                    : query.Ordered(-1).Select(m => new ShopMonth { ShopCustomerId = m.ShopCustomerId, Month = m.Month });
        }
    }

    private sealed class ShopMonth
    {
        public long ShopCustomerId { get; init; }
        public int Month { get; init; }
    }
}

/// <summary>Customers behind a number.</summary>
public sealed record ShopRows(int Count, IReadOnlyList<ShopRow> Rows);

/// <param name="Month">Of the order or the subscription, in months since January 1970.</param>
/// <param name="Subject">The shop's own id of the customer; null where they are erased.</param>
/// <param name="ConversationId">Where they wrote last; null where they never did.</param>
public sealed record ShopRow(int Month, string? Subject, ConversationId? ConversationId);
