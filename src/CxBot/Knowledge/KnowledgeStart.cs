using Microsoft.Extensions.Hosting;

namespace CxBot.Knowledge;

/// <summary>Reads the knowledge before anything is served (a broken folder stops the start) and warms it up beside the rest.</summary>
internal sealed class KnowledgeStart(KnowledgeBase knowledge) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await knowledge.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => knowledge.WarmUpAsync(stoppingToken);
}
