using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace CxBot.Web.Engine;

public static class EngineServices
{
    /// <summary>The message engine on one node: Orleans over the log.</summary>
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
        builder.UseOrleans(silo =>
        {
            // With the default ports, two apps would start and share them without an error.
            silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0);
            // Places for a million addresses would be kept ready, 18 MB of them, where one node looks nothing up.
            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = 100_000);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(10));
        });
        // The watchdog warns at most starts of a stall that is only the start itself.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Orleans recommends the server garbage collector here, which costs memory on one small node and brings nothing.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        return builder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
