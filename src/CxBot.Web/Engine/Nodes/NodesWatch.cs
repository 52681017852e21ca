using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Storage.Nodes;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine.Nodes;

/// <summary>
/// Follows which nodes live: counts them, and takes from a dead one what it had for itself, so that another goes on at once and not when
/// its leases end.
/// </summary>
internal sealed partial class NodesWatch(IClusterMembershipService membership, LiveNodes nodes, Writer writer, Feed feed, Outbox outbox,
    TimeProvider time, ILogger<NodesWatch> logger) : BackgroundService
{
    private readonly HashSet<string> _buried = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                nodes.Count = now.Members.Values.Count(member => member.Status == SiloStatus.Active);
                string[] dead = [.. now.Members.Values.Where(member => member.Status == SiloStatus.Dead).Select(member => member.Name)
                    .Where(name => !_buried.Contains(name))];
                if (dead.Length > 0)
                    await BuryAsync(dead, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    /// <summary>A node that only seems dead loses nothing by it: what it sends it has claimed, and what it commits it has read in the
    /// same transaction.</summary>
    private async Task BuryAsync(string[] dead, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await writer.RunAsync(async (db, token) =>
                {
                    await db.Leases.Where(l => dead.Contains(l.Owner)).ExecuteDeleteAsync(token);
                    await db.Outbox.Where(d => dead.Contains(d.LeasedBy!)).ExecuteUpdateAsync(set => set
                        .SetProperty(d => d.LeasedBy, (string?)null).SetProperty(d => d.LeasedUntil, (DateTimeOffset?)null), token);
                }, cancellationToken);
                break;
            }
            catch (StorageException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
        _buried.UnionWith(dead);
        TakenOver(logger, dead.Length, nodes.Count);
        outbox.Wake();
        // What it did last it may have told nobody.
        feed.HearAll();
    }

    [LoggerMessage(1, LogLevel.Information, "What {Dead} ended nodes had for themselves is free; {Live} live")]
    private static partial void TakenOver(ILogger logger, int dead, int live);
}
