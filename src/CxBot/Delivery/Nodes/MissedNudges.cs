using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CxBot.Delivery.Nodes;

/// <summary>
/// Makes good a nudge that was lost between nodes: what somebody looks at is compared with the database once a second, in one query for all
/// of it. One process alone loses none, and does nothing.
/// </summary>
internal sealed class MissedNudges(Feed feed, OtherNodes others, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time,
    ILogger<MissedNudges> logger) : PeriodicWorker(TimeSpan.FromSeconds(1), time, logger)
{
    private Dictionary<ConversationId, string> _seen = [];
    private bool _second;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var now = await VersionsAsync(feed.Watched, cancellationToken);
        foreach (var (id, version) in now)
        {
            // What is looked at for the first time was perhaps read before its last change.
            if (_seen.GetValueOrDefault(id) != version)
                feed.Hear(id);
        }
        foreach (var gone in _seen.Keys.Where(id => !now.ContainsKey(id)))
            feed.Hear(gone);
        _seen = now;
        // Desks look at a board that is read once for all of them.
        if (_second = !_second)
            feed.HearDesks();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (others.AreThere)
            await base.ExecuteAsync(stoppingToken);
    }

    protected override void RoundFailed(Exception failure)
    {
        if (StorageFaults.Find(failure) is null)
            base.RoundFailed(failure);
    }

    /// <summary>PostgreSQL's own version of each row: every change of a conversation raises it.</summary>
    private async Task<Dictionary<ConversationId, string>> VersionsAsync(IReadOnlyCollection<ConversationId> ids,
        CancellationToken cancellationToken)
    {
        var versions = new Dictionary<ConversationId, string>(ids.Count);
        if (ids.Count == 0)
            return versions;
        await using var db = contexts.CreateDbContext();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var read = Sql.Query(db, """SELECT "Id", xmin::text FROM "Conversations" WHERE "Id" = ANY(@ids)""",
            ("@ids", ids.Select(id => id.Value).ToArray()));
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            versions[new(rows.GetString(0))] = rows.GetString(1);
        return versions;
    }
}
