using CxBot.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CxBot.Knowledge;

/// <summary>Reads the knowledge before anything is served (a broken folder stops the start), and warms it up once everything is.</summary>
internal sealed class KnowledgeStart(
    KnowledgeBase knowledge, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<KnowledgeStart> logger)
    : PeriodicWorker(TimeSpan.FromMinutes(1), time, logger)
{
    /// <summary>Begun at once: indexing has a core to itself while the other puts the silo together.</summary>
    private readonly Task _loading = Task.Run(() => knowledge.LoadAsync(lifetime.ApplicationStopping));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override Task RoundAsync(CancellationToken cancellationToken) => knowledge.WarmUpAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        // An encoder service may be away for a while, at the start or when articles are edited: words answer until it is back.
        if (knowledge.AsksService)
            await base.ExecuteAsync(stoppingToken);
        else
            await RoundAsync(stoppingToken);
    }
}
