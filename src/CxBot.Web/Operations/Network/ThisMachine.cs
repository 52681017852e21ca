using System.Net;

namespace CxBot.Web.Operations.Network;

/// <summary>Tells who asks from this machine itself from whom something on it passes on.</summary>
public static class ThisMachine
{
    /// <summary>What proxies add, each in its own way.</summary>
    private static readonly string[] Forwarding =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "Forwarded", "Via", "X-Real-IP", "X-Client-IP",
            "X-Cluster-Client-IP", "CF-Connecting-IP", "True-Client-IP"];

    /// <summary>Asked from here, by a name of here, and passed on by nobody: a page elsewhere that has our address under its own name is
    /// not here.</summary>
    public static bool Asks(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (http.Request.Host.Host is "localhost"
            || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)))
        && !IsForwarded(http.Request);

    /// <summary>Whether it came through a proxy that says so, and whose word was not taken.</summary>
    public static bool IsForwarded(HttpRequest request) => Forwarding.Any(request.Headers.ContainsKey);
}
