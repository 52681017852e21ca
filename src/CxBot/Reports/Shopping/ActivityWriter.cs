using CxBot.Conversations.Cases;
using CxBot.Customers;
using CxBot.Handover.Hours;
using CxBot.Reports.Facts;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Shopping;

/// <summary>Puts activity into the database, and what it comes to by the month. Called inside a <see cref="Writer"/> command; it
/// saves.</summary>
internal static class ActivityWriter
{
    /// <exception cref="DbUpdateException">Another process has just stored the same: try again.</exception>
    public static async Task<StoredActivity> WriteAsync(
        CxBotDbContext db, IReadOnlyList<ActivityRow> rows, CancellationToken cancellationToken)
    {
        var customers = await CustomersAsync(db, [.. rows.Select(row => row.Subject).Distinct()], cancellationToken);
        var (ids, shopIds) = (customers.Values.ToList(), rows.Select(row => row.Id).Distinct().ToList());
        var there = await db.ShopActivities.AsNoTracking().Where(a => ids.Contains(a.ShopCustomerId) && shopIds.Contains(a.ShopId))
            .Select(a => new { a.ShopCustomerId, a.Kind, a.ShopId }).ToListAsync(cancellationToken);
        var known = there.Select(a => (a.ShopCustomerId, a.Kind, a.ShopId)).ToHashSet();
        List<ShopActivity> added = [.. from row in rows
                                       let customer = customers[row.Subject]
                                       where known.Add((customer, row.Kind, row.Id))
                                       select new ShopActivity
                                       {
                                           ShopCustomerId = customer,
                                           Kind = row.Kind,
                                           ShopId = row.Id,
                                           Subscription = row.Subscription,
                                           At = row.At,
                                           Amount = row.Amount,
                                           Currency = row.Currency,
                                       }];
        db.ShopActivities.AddRange(added);
        await db.SaveChangesAsync(cancellationToken);
        var hours = new CalendarHistory(await db.CalendarVersions.AsNoTracking().ToListAsync(cancellationToken));
        await OrderedAsync(db, [.. added.Where(a => a.Kind == ActivityKind.Order)], hours, cancellationToken);
        await SubscribedAsync(
            db, [.. added.Where(a => a.Kind != ActivityKind.Order).Select(a => a.ShopCustomerId).Distinct()], hours, cancellationToken);
        return new StoredActivity(added.Count, rows.Count - added.Count);
    }

    /// <summary>What they did is forgotten, and who they are; the months in which they did it stay.</summary>
    /// <param name="month">Of the moment: a subscription that goes on is followed no longer than this.</param>
    public static async Task EraseAsync(CxBotDbContext db, List<string> subjects, int month, CancellationToken cancellationToken)
    {
        var ids = await db.ShopCustomers.Where(c => subjects.Contains(c.Subject!)).Select(c => c.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0)
            return;
        await db.ShopActivities.Where(a => ids.Contains(a.ShopCustomerId)).ExecuteDeleteAsync(cancellationToken);
        await db.SubscriptionSpans.Where(s => ids.Contains(s.ShopCustomerId) && s.Ended == null).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Ended, month).SetProperty(s => s.IsLost, true), cancellationToken);
        await db.ShopCustomers.Where(c => ids.Contains(c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Subject, (string?)null), cancellationToken);
    }

    /// <summary>The month of a moment in the business's zone.</summary>
    public static int MonthOf(DateTimeOffset at, CalendarHistory hours) =>
        RollupPeriod.MonthOf(FactQuery.DateOf(LocalTime.Of(at, hours).Day)).Number;

    /// <returns>The number of each, made where there was none.</returns>
    private static async Task<Dictionary<string, long>> CustomersAsync(
        CxBotDbContext db, List<string> subjects, CancellationToken cancellationToken)
    {
        await db.ShopCustomers.Where(c => subjects.Contains(c.Subject!))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Changes, c => c.Changes + 1), cancellationToken);
        var known = await db.ShopCustomers.AsNoTracking().Where(c => subjects.Contains(c.Subject!))
            .ToDictionaryAsync(c => c.Subject!, c => c.Id, cancellationToken);
        List<ShopCustomer> added = [.. subjects.Where(one => !known.ContainsKey(one)).Select(one => new ShopCustomer { Subject = one })];
        if (added.Count == 0)
            return known;
        db.ShopCustomers.AddRange(added);
        // Who wrote before they bought: their cases are told whose they are.
        var names = added.ConvertAll(one => one.Subject!);
        var cases = await (from i in db.CustomerIdentities
                           join v in db.Conversations on i.CustomerId equals v.CustomerId
                           join c in db.Cases on v.Id equals c.ConversationId
                           where i.Kind == CustomerAddress.SubjectKind && names.Contains(i.Value)
                           select c.Id).ToListAsync(cancellationToken);
        db.CaseChanges.AddRange(cases.Distinct().Select(id => new CaseChange { CaseId = id }));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var one in added)
            known[one.Subject!] = one.Id;
        return known;
    }

    private static async Task OrderedAsync(
        CxBotDbContext db, IReadOnlyList<ShopActivity> orders, CalendarHistory hours, CancellationToken cancellationToken)
    {
        var ids = orders.Select(order => order.ShopCustomerId).Distinct().ToList();
        var there = (await db.OrderMonths.Where(m => ids.Contains(m.ShopCustomerId)).ToListAsync(cancellationToken))
            .ToLookup(m => m.ShopCustomerId);
        foreach (var of in orders.GroupBy(order => order.ShopCustomerId))
        {
            List<OrderMonth> added = [.. of.Select(order => MonthOf(order.At, hours)).Distinct()
                .Except(there[of.Key].Select(m => m.Month)).Select(month => new OrderMonth { ShopCustomerId = of.Key, Month = month })];
            db.OrderMonths.AddRange(added);
            List<OrderMonth> all = [.. there[of.Key].Concat(added).OrderBy(m => m.Month)];
            for (var i = 0; i < all.Count; i++)
                (all[i].Cohort, all[i].Next) = (all[0].Month, i + 1 < all.Count ? all[i + 1].Month : null);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task SubscribedAsync(
        CxBotDbContext db, List<long> ids, CalendarHistory hours, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        var all = await db.ShopActivities.AsNoTracking().Where(a => ids.Contains(a.ShopCustomerId) && a.Kind != ActivityKind.Order)
            .ToListAsync(cancellationToken);
        await db.SubscriptionSpans.Where(s => ids.Contains(s.ShopCustomerId)).ExecuteDeleteAsync(cancellationToken);
        db.SubscriptionSpans.AddRange(
            all.GroupBy(a => a.ShopCustomerId).SelectMany(of => SubscriptionSpan.Of(of.Key, of, at => MonthOf(at, hours))));
        await db.SaveChangesAsync(cancellationToken);
    }
}
