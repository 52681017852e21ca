using CxBot.Conversations;
using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Operations;

/// <summary>Looks at the queue now and then, so that reading the metrics never asks the database.</summary>
public sealed class QueueWatch(
    IDbContextFactory<CxBotDbContext> contexts, CxBotMetrics metrics, TimeProvider time, ILogger<QueueWatch> logger)
    : PeriodicWorker(TimeSpan.FromSeconds(15), time, logger)
{
    /// <summary>Only what is younger is looked through, by the index on when it was requested: the table grows for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private DateTimeOffset _looked = time.GetUtcNow();

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var waiting = await db.Conversations.Where(c => c.Status == ConversationStatus.WaitingForAgent)
            .Join(db.Handovers, c => c.HandoverId, h => (long?)h.Id, (_, h) => h.RequestedAt).ToListAsync(cancellationToken);
        var now = Time.GetUtcNow();
        metrics.QueueIs(waiting.Count, waiting.Count == 0 ? TimeSpan.Zero : now - waiting.Min());

        var since = _looked;
        _looked = now;
        var recent = db.Handovers.Where(h => h.RequestedAt > now - Longest);
        foreach (var taken in await recent.Where(h => h.TakenAt > since && h.TakenAt <= now).Select(h => new { h.RequestedAt, h.TakenAt })
            .ToListAsync(cancellationToken))
            metrics.Taken(taken.TakenAt!.Value - taken.RequestedAt);
        foreach (var replied in await recent.Where(h => h.FirstReplyAt > since && h.FirstReplyAt <= now)
            .Select(h => new { h.RequestedAt, h.FirstReplyAt }).ToListAsync(cancellationToken))
            metrics.FirstReply(replied.FirstReplyAt!.Value - replied.RequestedAt);
    }
}
