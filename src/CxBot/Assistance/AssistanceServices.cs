using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Assistance;

public static class AssistanceServices
{
    /// <summary>What helps an agent answer. Needs answering and storage.</summary>
    public static IServiceCollection AddAssistance(this IServiceCollection services)
    {
        services.AddSingleton<Suggester>();
        services.AddSingleton<ReplyDrafts>();
        services.AddSingleton<CaseSummaries>();
        return services;
    }
}
