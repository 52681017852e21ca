using System.Net;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Storage.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace CxBot.Web.Engine.Nodes;

internal static class ClusterServices
{
    /// <summary>Whether other nodes may be there.</summary>
    public static bool AreSeveral(IConfiguration configuration) =>
        configuration.GetSection(NodesOptions.Section).Get<NodesOptions>()?.AreSeveral == true;

    /// <summary>What must stand before Orleans starts.</summary>
    public static void AddCluster(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<NodesOptions>, NodesCheck>();
        services.AddSingleton<RedisConnection>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        services.AddHealthChecks().AddCheck<ClusterHealth>("cluster");
    }

    /// <summary>One cluster of all nodes on one database: Redis says who is alive, and they watch each other.</summary>
    public static void UseCluster(this ISiloBuilder silo)
    {
        silo.UseRedisClustering(_ => { });
        silo.Services.AddOptions<RedisClusteringOptions>().Configure<RedisConnection>((options, redis) =>
        {
            options.ConfigurationOptions = redis.Settings;
            options.CreateMultiplexer = _ => Task.FromResult((redis.Current, IsShared: true));
        });
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<StorageOptions>>((options, storage) =>
        {
            options.ServiceId = "cxbot";
            // Two installations may share a Redis as long as their databases have different names.
            var database = new NpgsqlConnectionStringBuilder(storage.Value.ConnectionString);
            options.ClusterId = database.Database ?? database.Username ?? "cxbot";
        });
        // By this name its leases are known in the database.
        silo.Services.AddOptions<SiloOptions>().Configure<CxBotDbContextFactory>((options, contexts) => options.SiloName = contexts.Node!);
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<NodesOptions>, RedisConnection>((options, nodes, redis) =>
        {
            options.AdvertisedIPAddress = string.IsNullOrWhiteSpace(nodes.Value.Address)
                ? NodeAddress.Towards(redis.Settings.EndPoints[0]) : IPAddress.Parse(nodes.Value.Address);
            options.SiloPort = nodes.Value.Port > 0 ? nodes.Value.Port : NodeAddress.FreePort(options.AdvertisedIPAddress);
            options.GatewayPort = 0;
        });
        silo.Configure<ClusterMembershipOptions>(Watch);
        silo.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, NodeDeath>());
        silo.Services.AddHostedService<NodesWatch>();
    }

    /// <summary>A dead node is known within about four seconds, and its conversations go on within ten.</summary>
    private static void Watch(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 2;
        options.NumVotesForDeathDeclaration = 1;
        // After all nodes were killed the first to start must not wait for the others to answer.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedTableIAmAliveLimit = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        // A node that is stopped while Redis is away waits so long to say goodbye, twice.
        options.MaxJoinAttemptTime = TimeSpan.FromSeconds(20);
        options.DefunctSiloExpiration = TimeSpan.FromHours(1);
        options.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
    }
}
