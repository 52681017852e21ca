using Microsoft.Extensions.Hosting;

namespace CxBot.Knowledge;

/// <summary>Reads the knowledge before anything is served (a broken folder stops the start), and warms it up once everything is.</summary>
internal sealed class KnowledgeStart(KnowledgeBase knowledge, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Begun at once: indexing has a core to itself while the other puts the silo together.</summary>
    private readonly Task _loading = Task.Run(() => knowledge.LoadAsync(lifetime.ApplicationStopping));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await knowledge.WarmUpAsync(stoppingToken);
        if (!knowledge.AsksService)
            return;
        // It may be away for a while, at the start or when articles are edited: words answer until it is back.
        using var timer = new PeriodicTimer(TryAgainAfter, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await knowledge.WarmUpAsync(stoppingToken);
    }
}
