using CxBot.Hosting;
using CxBot.Knowledge.Encoding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Knowledge;

/// <summary>Registers the knowledge: read and checked at start, then warmed up beside everything else.</summary>
public static class KnowledgeServices
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddCheckedOptions<KnowledgeOptions>(KnowledgeOptions.Section);
        // A test gives a clock of its own before.
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<KnowledgeOptions>>();
            var service = options.Value.AsksService ? provider.GetRequiredService<EncoderService>() : null;
            return new KnowledgeBase(
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<KnowledgeBase>>(),
                service);
        });
        services.AddSingleton<KnowledgeSearch>();
        services.AddHostedService<KnowledgeStart>();
        return services;
    }
}
