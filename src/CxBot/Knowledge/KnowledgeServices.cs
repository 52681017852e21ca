using CxBot.Knowledge.Encoding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Knowledge;

/// <summary>Registers the knowledge: read and checked at start, then warmed up beside everything else.</summary>
public static class KnowledgeServices
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KnowledgeOptions>().Bind(configuration.GetSection(KnowledgeOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KnowledgeOptions>, KnowledgeOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<KnowledgeOptions>>();
            var service = options.Value.AsksService ? provider.GetRequiredService<EncoderService>() : null;
            return new KnowledgeBase(
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<KnowledgeBase>>(),
                service);
        });
        services.TryAddSingleton<KnowledgeSearch>();
        services.AddHostedService<KnowledgeStart>();
        return services;
    }
}
