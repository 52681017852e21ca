using CxBot.Conversations;
using CxBot.Hosting;
using CxBot.Storage.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Storage;

public static class StorageServices
{
    /// <summary>The database, its writer, and what must hold before anything is served.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<StorageOptions>(StorageOptions.Section);
        services.AddCheckedOptions<NodesOptions>(NodesOptions.Section);
        _ = Task.Run(() => BuildModel(configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()?.Provider));
        services.AddSingleton<ChannelRegistry>();
        services.AddSingleton<CxBotDbContextFactory>();
        services.AddSingleton<IDbContextFactory<CxBotDbContext>>(provider => provider.GetRequiredService<CxBotDbContextFactory>());
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext());
        services.AddSingleton<StorageState>();
        services.AddSingleton<Leases>();
        services.AddHostedService<PrivateStorage>();
        services.AddSingleton<Writer>();
        services.AddSingleton<LiveNodes>();
        services.AddSingleton<NodeConnection>();
        services.AddHostedService<StorageStart>();
        // Begins to listen once the right to run is taken, and gives it back after the writer has ended.
        services.AddHostedService(provider => provider.GetRequiredService<NodeConnection>());
        services.AddHostedService(provider => provider.GetRequiredService<Writer>());
        services.AddHostedService<StorageWatch>();
        return services;
    }

    /// <summary>
    /// EF Core takes half a second to build its model, and keeps it for every context of the process: it does so while the host is put
    /// together.
    /// </summary>
    private static void BuildModel(StorageProvider? provider)
    {
        using CxBotDbContext db = provider is StorageProvider.Postgres
            ? new PostgresDbContext(CxBotDbContextFactory.Postgres(""))
            : new SqliteDbContext(CxBotDbContextFactory.Sqlite(""));
        _ = db.Model;
    }
}
