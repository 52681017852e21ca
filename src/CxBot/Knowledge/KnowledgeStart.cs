using Microsoft.Extensions.Hosting;

namespace CxBot.Knowledge;

/// <summary>Reads the knowledge before anything is served (a broken folder stops the start), and warms it up once everything is.</summary>
internal sealed class KnowledgeStart(KnowledgeBase knowledge, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Begun at once: indexing has a core to itself while the other puts the silo together.</summary>
    private readonly Task loading = Task.Run(() => knowledge.LoadAsync(lifetime.ApplicationStopping));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await loading.WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await knowledge.WarmUpAsync(stoppingToken);
    }
}
