using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Search;

public static class SearchServices
{
    /// <summary>The index that conversations are searched by, and who keeps it. Needs storage and the feed.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchIndexing>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchIndexing>());
        return services;
    }
}
