using CxBot.Conversations.Cases;
using CxBot.Customers;
using CxBot.Handover.Hours;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Facts;

/// <summary>Puts facts into the database in place of those that were there. Called inside a <see cref="Writer"/> command; it
/// saves.</summary>
internal static class FactsWriter
{
    // Nobody is back who was never helped.
    private static readonly CaseOutcome[] MayComeBack =
        [CaseOutcome.Confirmed, CaseOutcome.Assumed, CaseOutcome.SolvedDurable];

    /// <param name="marks">The marks that were seen before the cases were read.</param>
    /// <param name="facts">What the cases come to.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else has reckoned with one of the marks: nothing may be stored, because it
    /// may be older than what they have stored.</exception>
    public static async Task WriteAsync(
        CxBotDbContext db, IReadOnlyList<CaseChange> marks, IReadOnlyList<CaseFacts> facts, CancellationToken cancellationToken)
    {
        var seen = marks.Select(m => m.Id).ToList();
        if (await db.CaseChanges.Where(c => seen.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken) != seen.Count)
            throw new DbUpdateConcurrencyException("Another process has reckoned with these cases.");
        var ids = facts.Select(f => f.Case.CaseId).ToList();
        await RollupWriter.ForgetAsync(
            db, [.. await DaysOfAsync(db, ids, cancellationToken), .. facts.SelectMany(f => f.All.Select(one => one.Fact.Day))],
            cancellationToken);
        await ForgetAllAsync(db, ids, cancellationToken);
        var numbers = new Dictionary<(FactNameKind, string), int>();
        var buyers = await ShopCustomersOfAsync(db, ids, cancellationToken);
        foreach (var one in facts)
        {
            if (buyers.TryGetValue(one.Case.CaseId, out var buyer))
                one.Case.ShopCustomerId = buyer;
            await NameAsync(db, one, numbers, cancellationToken);
            db.AddRange(one.All.Select(counted => counted.Fact));
            await MarkEarlierAsync(db, one.Case, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whose cases they are at the shop, where it has told of them.</summary>
    private static async Task<Dictionary<long, long>> ShopCustomersOfAsync(
        CxBotDbContext db, List<long> caseIds, CancellationToken cancellationToken) =>
        (await (from one in db.Cases
                join v in db.Conversations on one.ConversationId equals v.Id
                join i in db.CustomerIdentities on v.CustomerId equals i.CustomerId
                join s in db.ShopCustomers on i.Value equals s.Subject
                where caseIds.Contains(one.Id) && i.Kind == CustomerAddress.SubjectKind
                select new { one.Id, ShopCustomerId = s.Id }).ToListAsync(cancellationToken))
        .GroupBy(row => row.Id).ToDictionary(of => of.Key, of => of.Min(row => row.ShopCustomerId));

    /// <summary>These cases were never there: nothing of them counts any more.</summary>
    public static async Task RemoveAsync(CxBotDbContext db, List<long> caseIds, CancellationToken cancellationToken)
    {
        await RollupWriter.ForgetAsync(db, await DaysOfAsync(db, caseIds, cancellationToken), cancellationToken);
        await ForgetAllAsync(db, caseIds, cancellationToken);
    }

    private static async Task ForgetAllAsync(CxBotDbContext db, List<long> caseIds, CancellationToken cancellationToken)
    {
        foreach (var kind in CountedFact.Kinds(db))
            await kind.Where(f => caseIds.Contains(f.CaseId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The days under which cases are counted now.</summary>
    private static Task<List<int>> DaysOfAsync(CxBotDbContext db, List<long> caseIds, CancellationToken cancellationToken) =>
        CountedFact.Kinds(db).Select(kind => kind.Where(f => caseIds.Contains(f.CaseId)).Select(f => f.Day))
            .Aggregate(Queryable.Union).ToListAsync(cancellationToken);

    /// <summary>Every day that has facts.</summary>
    public static Task<List<int>> DaysAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        CountedFact.Kinds(db).Select(kind => kind.Select(f => f.Day)).Aggregate(Queryable.Union).ToListAsync(cancellationToken);

    /// <summary>The customer is erased, and there is no log to reckon from: what was open ended then, and all else stays as it
    /// is.</summary>
    /// <param name="endedAt">Seconds since 1970.</param>
    public static async Task EndErasedAsync(
        CxBotDbContext db, long caseId, long endedAt, CalendarHistory hours, CancellationToken cancellationToken)
    {
        await RollupWriter.ForgetAsync(db, await DaysOfAsync(db, [caseId], cancellationToken), cancellationToken);
        await db.HandlingFacts.Where(f => f.CaseId == caseId && f.Until == null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Until, endedAt), cancellationToken);
        foreach (var open in await db.HandoverFacts.AsNoTracking().Where(f => f.CaseId == caseId && f.EndedAt == null)
            .ToListAsync(cancellationToken))
        {
            var elapsed = (int)(endedAt - open.At);
            var inHours = (int)hours.OpenBetween(DateTimeOffset.FromUnixTimeSeconds(open.At),
                DateTimeOffset.FromUnixTimeSeconds(endedAt)).TotalSeconds;
            await db.HandoverFacts.Where(f => f.HandoverId == open.HandoverId).ExecuteUpdateAsync(
                set => set.SetProperty(f => f.EndedAt, endedAt).SetProperty(f => f.End, HandoverEnd.Other)
                    .SetProperty(f => f.EndElapsed, elapsed).SetProperty(f => f.EndOpen, inHours), cancellationToken);
        }

        var outcome = await ErasedOutcomeAsync(db, caseId, cancellationToken);
        await db.CaseFacts.Where(f => f.CaseId == caseId && f.Outcome == CaseOutcome.Open).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.EndedAt, endedAt).SetProperty(f => f.Outcome, outcome), cancellationToken);
    }

    /// <summary>How a case ended with its customer's erasure: nobody can follow them any more.</summary>
    private static async Task<CaseOutcome> ErasedOutcomeAsync(CxBotDbContext db, long caseId, CancellationToken cancellationToken)
    {
        var turns = await db.Turns.AsNoTracking().Where(t => t.CaseId == caseId).OrderBy(t => t.At).ToListAsync(cancellationToken);
        var handedOver = await db.CaseEvents.Where(e => e.CaseId == caseId && e.Kind == CaseEventKind.HandedOver)
            .MaxAsync(e => (DateTimeOffset?)e.At, cancellationToken);
        var last = turns.LastOrDefault(CaseOutcomes.IsByBot);
        if (handedOver is null || last?.At > handedOver)
            return CaseOutcomes.HasAnswered(last) ? CaseOutcome.NotFollowed : CaseOutcome.LeftWithoutHelp;
        return await db.HandoverFacts.AnyAsync(f => f.CaseId == caseId && f.ReplyElapsed != null, cancellationToken)
            ? CaseOutcome.NotSolved : CaseOutcome.Abandoned;
    }

    /// <summary>The customer may be back with this case: those before it are looked at again.</summary>
    private static async Task MarkEarlierAsync(CxBotDbContext db, CaseFact fact, CancellationToken cancellationToken)
    {
        if (fact.Topic == 0)
            return;
        var since = fact.At - (long)CaseOutcomes.Durable.TotalSeconds;
        var customer = await (from c in db.Cases
                              join v in db.Conversations on c.ConversationId equals v.Id
                              where c.Id == fact.CaseId
                              select (CustomerId?)v.CustomerId).SingleOrDefaultAsync(cancellationToken);
        if (customer is not { } known)
            return;
        var earlier = await (from c in CustomerCase.Of(db, known)
                             join f in db.CaseFacts on c.Id equals f.CaseId
                             where f.Topic == fact.Topic && f.EndedAt >= since && f.At < fact.At
                                 && MayComeBack.Contains(f.Outcome)
                             select f.CaseId).ToListAsync(cancellationToken);
        db.CaseChanges.AddRange(earlier.Select(id => new CaseChange { CaseId = id }));
    }

    /// <param name="numbers">Those that are known already.</param>
    private static async Task NameAsync(
        CxBotDbContext db, CaseFacts facts, Dictionary<(FactNameKind, string), int> numbers, CancellationToken cancellationToken)
    {
        async Task<int> IdOf(FactNameKind kind, string? name)
        {
            if (name is null)
                return 0;
            if (!numbers.TryGetValue((kind, name), out var number))
                numbers[(kind, name)] = number = await FactName.NumberAsync(db, kind, name, cancellationToken);
            return number;
        }

        var language = await IdOf(FactNameKind.Language, facts.Language);
        var topic = await IdOf(FactNameKind.Topic, facts.Topic);
        foreach (var (fact, names) in facts.All)
        {
            (fact.Language, fact.Topic) = (language, topic);
            fact.Channel = await IdOf(FactNameKind.Channel, names.Channel);
            fact.Skill = await IdOf(FactNameKind.Skill, names.Skill);
            fact.Agent = await IdOf(FactNameKind.Agent, names.Agent);
        }
    }
}
