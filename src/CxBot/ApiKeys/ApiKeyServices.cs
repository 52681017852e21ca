using Microsoft.Extensions.DependencyInjection;

namespace CxBot.ApiKeys;

public static class ApiKeyServices
{
    /// <summary>Keys for the owner's programs. Needs storage and audit.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyActs>();
        services.AddSingleton<ApiKeyCheck>();
        return services;
    }
}
