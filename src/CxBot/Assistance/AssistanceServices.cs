using CxBot.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Assistance;

public static class AssistanceServices
{
    /// <summary>What helps an agent answer. Needs answering and storage.</summary>
    public static IServiceCollection AddAssistance(this IServiceCollection services)
    {
        services.AddSingleton<Suggester>();
        services.AddSingleton(provider => new ArticleLookup(provider.GetRequiredService<KnowledgeSearch>(),
            provider.GetRequiredService<KnowledgeBase>()));
        services.AddSingleton<ReplyDrafts>();
        services.AddSingleton<CaseSummaries>();
        return services;
    }
}
