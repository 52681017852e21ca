using System.Net;
using CxBot.Web.Engine.Nodes;
using Orleans.Configuration;

namespace CxBot.Web.Engine;

public static class EngineServices
{
    /// <summary>The message engine: Orleans over the log, on one node, or on several where <c>Cluster:Redis</c> is set.</summary>
    public static WebApplicationBuilder AddEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<BatchIntake>();
        builder.Services.AddSingleton<TurnGate>();
        builder.Services.AddSingleton<TurnRunner>();
        builder.Services.AddSingleton<DueConversations>();
        builder.Services.AddSingleton<DueFollowUps>();
        builder.Services.AddSingleton<OutgoingCarrier>();
        builder.Services.AddHostedService<Sweep>();
        builder.Services.AddHostedService<DeliveryLoop>();
        var several = ClusterServices.AreSeveral(builder.Configuration);
        if (several)
            builder.Services.AddCluster();
        builder.UseOrleans(silo =>
        {
            // With the default ports, two apps would start and share them without an error.
            if (several)
                silo.UseCluster();
            else
                silo.UseLocalhostClustering(siloPort: NodeAddress.FreePort(IPAddress.Loopback), gatewayPort: 0);
            // Places for a million addresses would be kept ready, 18 MB of them, where one node looks nothing up.
            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = 100_000);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(10));
        });
        // The watchdog warns at most starts of a stall that is only the start itself.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // While Redis is away it says so several times a second; RedisConnection says it once.
        builder.Logging.AddFilter("Orleans.Runtime.MembershipService.MembershipAgent", LogLevel.Critical);
        // Orleans recommends the server garbage collector here, which costs memory on one small node and brings nothing.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        return builder;
    }
}
