using Microsoft.Extensions.Hosting;

namespace CxBot.Knowledge;

/// <summary>Reads the knowledge before anything is served (a broken folder stops the start), beside the rest of the start, and warms it up after it.</summary>
internal sealed class KnowledgeStart(KnowledgeBase knowledge) : BackgroundService, IHostedLifecycleService
{
    private Task loading = Task.CompletedTask;

    /// <summary>Runs before any service starts, and is not waited for: indexing needs a core while the storage waits for the disk.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        loading = Task.Run(() => knowledge.LoadAsync(cancellationToken), cancellationToken);
        return Task.CompletedTask;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await loading;
        await base.StartAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => knowledge.WarmUpAsync(stoppingToken);
}
