using CxBot.Storage.Nodes;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CxBot.Web.Engine.Nodes;

/// <summary>The connection to the Redis in which the nodes say who is alive. Only a start needs it: a node that runs goes on
/// without.</summary>
internal sealed partial class RedisConnection(IOptions<NodesOptions> nodes, TimeProvider time, ILogger<RedisConnection> logger)
    : IHostedService, IDisposable
{
    /// <summary>Where all machines start together, Redis may come last.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ConnectionMultiplexer? _connection;

    public ConfigurationOptions Settings { get; } = Read(nodes.Value.Redis!);

    /// <exception cref="InvalidOperationException">Asked for before the start.</exception>
    public IConnectionMultiplexer Current => _connection
        ?? throw new InvalidOperationException("Redis is connected to when the app starts.");

    public bool IsThere => _connection?.IsConnected == true;

    /// <exception cref="IOException">Redis cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        _connection = await ConnectionMultiplexer.ConnectAsync(Settings);
        if (!IsThere)
            Waits(logger, Places, (int)Patience.TotalSeconds);
        while (!IsThere)
        {
            if (time.GetElapsedTime(began) > Patience)
                throw new IOException($"The Redis of Cluster:Redis ({Places}) cannot be reached, and without it a node does not learn of "
                    + "the others. Start it, or mend Cluster:Redis.");
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
        }
        _connection.ConnectionFailed += (_, lost) => Say(lost, failed: true);
        _connection.ConnectionRestored += (_, back) => Say(back, failed: false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _connection?.Dispose();

    /// <summary>Of the two connections that there are to each server one is for what servers tell by themselves.</summary>
    private void Say(ConnectionFailedEventArgs change, bool failed)
    {
        if (change.ConnectionType != ConnectionType.Interactive)
            return;
        if (failed)
            IsLost(logger, Places, change.FailureType);
        else
            IsBack(logger, Places);
    }

    private string Places => string.Join(", ", Settings.EndPoints);

    private static ConfigurationOptions Read(string text)
    {
        var settings = ConfigurationOptions.Parse(text);
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = Math.Min(settings.ConnectTimeout, 2_000);
        settings.ReconnectRetryPolicy = new LinearRetry(1_000);
        settings.ClientName ??= "CxBot";
        return settings;
    }

    [LoggerMessage(1, LogLevel.Warning, "Redis ({Places}) cannot be reached yet; the start waits for it for up to {Seconds} s")]
    private static partial void Waits(ILogger logger, string places, int seconds);

    [LoggerMessage(2, LogLevel.Error,
        "Redis ({Places}) is lost ({Why}). This node goes on; until Redis is back no node can join, and none is taken over from")]
    private static partial void IsLost(ILogger logger, string places, ConnectionFailureType why);

    [LoggerMessage(3, LogLevel.Warning, "Redis ({Places}) is there again")]
    private static partial void IsBack(ILogger logger, string places);
}
