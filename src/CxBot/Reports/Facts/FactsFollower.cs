using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Hosting;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Reports.Facts;

/// <summary>Follows the cases beside the traffic: reckons those anew that bear a mark, and takes the mark away if it is still the one that
/// was seen. Whatever stops it, and in whatever order it goes on, the facts come out the same. What is still is added up
/// day by day.</summary>
public sealed class FactsFollower(
    Writer writer, IDbContextFactory<CxBotDbContext> contexts, Leases leases, IOptions<HandoverOptions> options, TimeProvider time,
    ILogger<FactsFollower> logger)
    : PeriodicWorker(TimeSpan.FromSeconds(1), time, logger)
{
    /// <summary>So many marks are one write, of a few milliseconds.</summary>
    private const int AtOnce = 20;

    private const int AtOnceAlone = 250;

    private readonly StandingLease _lease = new(leases, "facts", time);
    private readonly RollupWriter _rollups = new(writer, contexts);

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        while (await _lease.IsHeldAsync(cancellationToken))
        {
            var began = Time.GetTimestamp();
            if (!await StepAsync(AtOnce, cancellationToken))
                return;
            // Who writes comes first: of a long work no more than half the time is ours.
            await Task.Delay(Time.GetElapsedTime(began), Time, cancellationToken);
        }
    }

    /// <summary>The same where nobody has to be let go first: in large pieces, without a pause. It begins with the youngest marks; whoever
    /// follows beside it begins with the oldest.</summary>
    internal async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await _lease.IsHeldAsync(cancellationToken) && await StepAsync(AtOnceAlone, cancellationToken))
        {
        }
    }

    /// <returns>Whether there may be more to do.</returns>
    private async Task<bool> StepAsync(int atOnce, CancellationToken cancellationToken) =>
        await FollowAsync(atOnce, cancellationToken) == atOnce || await _rollups.RollNextAsync(Time.GetUtcNow(), cancellationToken);

    /// <returns>How many marks it found.</returns>
    private async Task<int> FollowAsync(int atOnce, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var all = db.CaseChanges.AsNoTracking();
        var marks = await (atOnce == AtOnce ? all.OrderBy(c => c.Id) : all.OrderByDescending(c => c.Id)).Take(atOnce)
            .ToListAsync(cancellationToken);
        if (marks.Count == 0)
            return 0;
        var hours = new CalendarHistory(await db.CalendarVersions.AsNoTracking().ToListAsync(cancellationToken));
        var facts = new List<CaseFacts>();
        var marked = marks.Select(m => m.CaseId).Distinct().ToList();
        foreach (var caseId in marked)
        {
            if (await CaseLogReader.ReadAsync(db, caseId, cancellationToken) is { } log)
                facts.Add(CaseFacts.Of(log, hours, options.Value.WaitTarget));
        }

        var erased = marked.Except(facts.Select(f => f.Case.CaseId)).ToList();
        await writer.RunAsync(async (write, token) =>
        {
            await FactsWriter.WriteAsync(write, marks, facts, token);
            foreach (var one in await write.Cases.Where(c => erased.Contains(c.Id) && c.EndedAt != null).ToListAsync(token))
                await FactsWriter.EndErasedAsync(write, one.Id, one.EndedAt!.Value.ToUnixTimeSeconds(), hours, token);
        }, cancellationToken);
        return marks.Count;
    }
}
