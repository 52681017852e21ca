using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>Where this app listens, which is known only once it does.</summary>
public sealed partial class SimulatorAddress(IServer server, IHostApplicationLifetime lifetime, ILogger<SimulatorAddress> logger)
{
    private readonly TaskCompletionSource<Uri> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to look, and says where the simulator is as soon as it is there.</summary>
    public void Watch() => lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var plain = addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.Ordinal)) ?? addresses.FirstOrDefault();
        if (plain is null)
            return;
        // What listens everywhere, or under any name, is reached here by this one.
        var here = plain.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal).TrimEnd('/');
        _known.TrySetResult(new Uri(here));
        Started(logger, here + SimulatorServices.Path);
    });

    public Task<Uri> WhenKnownAsync(CancellationToken cancellationToken) => _known.Task.WaitAsync(cancellationToken);

    [LoggerMessage(1, LogLevel.Information,
        "WhatsApp is simulated, because Channels:WhatsApp is not set. A phone to try it with: {Simulator}")]
    private static partial void Started(ILogger logger, string simulator);
}
