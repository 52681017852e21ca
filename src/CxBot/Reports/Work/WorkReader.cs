using CxBot.Conversations.Cases;
using CxBot.Handover.Hours;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Work;

/// <summary>Reads what people had to do, and what they did: these figures depend on many cases at once, and are counted over the time that
/// is asked for.</summary>
public sealed class WorkReader(IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>The filter's days by the hour where they are at most so many, and by the day otherwise.</summary>
    private const int HourlyDays = 7;

    /// <summary>Each agent's work, by the account's name in the facts. Of the filter, days and agent count.</summary>
    public async Task<IReadOnlyDictionary<string, AgentWork>> AgentsAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var (begin, end) = await BoundsAsync(db, filter, cancellationToken);
        var (first, last) = (DateTimeOffset.FromUnixTimeSeconds(begin), DateTimeOffset.FromUnixTimeSeconds(end));
        var present = (await db.PresenceSpans.AsNoTracking().Where(s => !s.Away && s.To > first && s.From < last)
                .Where(s => filter.Agent == null || s.AgentId == filter.Agent)
                .Select(s => new { s.AgentId, s.From, s.To }).ToListAsync(cancellationToken))
            .ToLookup(s => s.AgentId, s => new WorkSpan(s.From.ToUnixTimeSeconds(), s.To.ToUnixTimeSeconds()).Within(begin, end));
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var cases = (await (from fact in db.HandlingFacts.AsNoTracking()
                            join name in db.FactNames on fact.Agent equals name.Id
                            where fact.Mark == CaseMark.Customer && fact.At < end && (fact.Until == null || fact.Until > begin)
                                && (filter.Agent == null || name.Name == filter.Agent)
                            select new { name.Name, fact.At, fact.Until, fact.CaseId }).ToListAsync(cancellationToken))
            .ToLookup(f => f.Name, f => new WorkSpan(f.At, f.Until ?? now, f.CaseId).Within(begin, end));
        return present.Select(of => of.Key).Union(cases.Select(of => of.Key)).ToDictionary(
            agent => agent,
            agent => AgentWork.Of(present[agent].OfType<WorkSpan>(), [.. cases[agent].OfType<WorkSpan>()]));
    }

    /// <summary>Who waited, at the end of each day or hour of the filter; where that is not over yet, now.</summary>
    public async Task<IReadOnlyList<Backlog>> BacklogAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var (begin, end) = await BoundsAsync(db, filter, cancellationToken);
        // Who began to wait before the period may wait in it.
        var reaching = filter.Reaching();
        var facts = await FactQuery.OfAsync<HandoverFact>(db, reaching, cancellationToken);
        var waits = await facts.Where(f => f.IsAsked)
            .Select(f => new { f.At, Until = f.ReplyElapsed != null ? f.At + f.ReplyElapsed : f.EndedAt })
            .Where(w => w.Until == null || w.Until > begin).ToListAsync(cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var step = filter.Days <= HourlyDays ? 3600 : 86400;
        var moments = new List<DateTimeOffset>();
        for (var at = begin + step; at - step < Math.Min(end, now); at += step)
            moments.Add(DateTimeOffset.FromUnixTimeSeconds(Math.Min(Math.Min(at, end), now)));
        return Backlog.Of(waits.Select(w => (w.At, w.Until)), moments);
    }

    /// <summary>The moments at which the filter's first day begins and its last ends, in the business's zone as it is then.</summary>
    public async Task<(DateTimeOffset From, DateTimeOffset To)> BoundsAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var (from, to) = await BoundsAsync(db, filter, cancellationToken);
        return (DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to));
    }

    private static async Task<(long From, long To)> BoundsAsync(
        CxBotDbContext db, ReportFilter filter, CancellationToken cancellationToken)
    {
        var hours = new CalendarHistory(await db.CalendarVersions.AsNoTracking().ToListAsync(cancellationToken));
        return (
            LocalTime.Begins(filter.From, hours).ToUnixTimeSeconds(),
            LocalTime.Begins(filter.To.AddDays(1), hours).ToUnixTimeSeconds());
    }
}
