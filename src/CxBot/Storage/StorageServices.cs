using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Storage;

public static class StorageServices
{
    /// <summary>The database, its writer, and what must hold before anything is served.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section))
            .Validate(options => !string.IsNullOrWhiteSpace(options.ConnectionString), "Storage:ConnectionString is empty. Leave it out for the default SQLite file, or name a database.")
            .ValidateOnStart();
        services.AddSingleton<IDbContextFactory<CxBotDbContext>, CxBotDbContextFactory>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext());
        services.AddHostedService<StorageStart>();
        services.AddSingleton<Writer>();
        services.AddHostedService(provider => provider.GetRequiredService<Writer>());
        return services;
    }
}
