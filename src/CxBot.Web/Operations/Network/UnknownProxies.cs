using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CxBot.Web.Operations.Network;

/// <summary>Says, once, that a proxy stands in front that nobody has named: behind it all visitors share one address, and with it every
/// limit.</summary>
public sealed partial class UnknownProxies(ILogger<UnknownProxies> logger)
{
    private static readonly IPNetwork[] Private = [.. OperationsOptions.PrivateNetworks.Select(IPNetwork.Parse)];

    private int _near;
    private int _far;

    /// <summary>Comes after known proxies were listened to.</summary>
    public Task LookAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        // What a known proxy said was taken, and is marked so.
        if (ThisMachine.IsForwarded(request) && !request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName)
            && http.Connection.RemoteIpAddress is { } address)
            Look(address);
        return next(http);
    }

    /// <summary>Each kind once: a stranger can send such headers too, and must not use up the warning about the owner's own
    /// proxy.</summary>
    private void Look(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (Private.Any(network => network.Contains(address)))
        {
            if (Interlocked.Exchange(ref _near, 1) == 0)
                ProxyUnknown(logger, address);
        }
        else if (Interlocked.Exchange(ref _far, 1) == 0)
        {
            ProxyMaybe(logger, address);
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Requests are passed on by a proxy at {Proxy} whose word is not taken: all visitors behind it count as one address, with one "
        + "share of every limit. Set Operations:KnownProxies:0 to {Proxy}, and let it send X-Forwarded-For")]
    private static partial void ProxyUnknown(ILogger logger, IPAddress proxy);

    [LoggerMessage(2, LogLevel.Warning,
        "Somebody at {Proxy} sends headers as proxies do, and their word is not taken. Only if that is a proxy of yours: name it in "
        + "Operations:KnownProxies, else all visitors behind it count as one address")]
    private static partial void ProxyMaybe(ILogger logger, IPAddress proxy);
}
