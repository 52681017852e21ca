using CxBot.Answering.Calibration;
using CxBot.Hosting;
using CxBot.Knowledge;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CxBot.Answering;

/// <summary>Fits the confidence as soon as the app serves and its knowledge is warm: until then the model by hand judges.</summary>
internal sealed class AnsweringStart(KnowledgeBase knowledge, IHostApplicationLifetime lifetime, IServiceProvider services)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await knowledge.WarmUpAsync(stoppingToken);
        // It fits by itself from then on, whenever the knowledge changes.
        services.GetRequiredService<ConfidenceModels>();
    }
}
