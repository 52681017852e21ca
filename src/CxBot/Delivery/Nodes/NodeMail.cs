using CxBot.Storage;
using CxBot.Storage.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CxBot.Delivery.Nodes;

/// <summary>
/// Carries news between nodes by PostgreSQL's own LISTEN and NOTIFY: what this node's feed says becomes a nudge on every other node.
/// </summary>
/// <remarks>
/// Told right after the commit that it is about, never before it, and never in it: a commit that notifies holds a lock of the whole server
/// until it is on the disk, so the nodes' commits would wait for each other
/// (docs/decisions/0025-nudges-by-the-database.md).
/// </remarks>
public sealed partial class NodeMail(OtherNodes others, NodeConnection connection, Feed feed, Typing typing, CxBotDbContextFactory contexts,
    TimeProvider time, ILogger<NodeMail> logger) : BackgroundService
{
    /// <summary>Nudges come in bursts: what comes within this time after a telling is told together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private bool _failing;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!others.AreThere || contexts.Node is null)
            return Task.CompletedTask;
        connection.Heard += Hear;
        connection.Returned += feed.HearAll;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        connection.Heard -= Hear;
        connection.Returned -= feed.HearAll;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await others.Bell.WaitAsync(stoppingToken);
                await TellAsync(stoppingToken);
                await Task.Delay(_failing ? TryAgain : Gather, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; what it did last is told still.
            await TellAsync(CancellationToken.None);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (others.Take(contexts.Node!) is not { } news)
            return;
        try
        {
            await using var db = contexts.CreateDbContext();
            string[] texts = [.. news.Write()];
            // Of this nothing needs to outlast a crash of the server, so nobody waits for its disk.
            await db.Database.ExecuteSqlAsync($"""
                SELECT set_config('synchronous_commit', 'off', true), pg_notify({NodeConnection.Channel}, told)
                FROM unnest({texts}) AS told
                """, cancellationToken);
            _failing = false;
        }
        catch (Exception failure) when (StorageFaults.Find(failure) is not null)
        {
            others.PutBack(news);
            if (!_failing)
                NotTold(logger, failure.Message);
            _failing = true;
        }
    }

    private void Hear(string text)
    {
        if (NodeNews.Read(text) is not { } news || news.From == contexts.Node)
            return;
        foreach (var one in news.Typing ?? [])
            typing.Hear(one.Id, one.Side, one.Name);
        if (news.Erased is { Count: > 0 } erased)
            others.Hear(erased);
        if (news.All)
            feed.HearAll();
        foreach (var id in news.Ids ?? [])
            feed.Hear(id);
        if (news.Desks)
            feed.HearDesks();
    }

    [LoggerMessage(1, LogLevel.Warning, "The other nodes could not be told what is new ({Cause}); they look by themselves meanwhile")]
    private static partial void NotTold(ILogger logger, string cause);
}
