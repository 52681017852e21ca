using System.Net;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations.Network;

/// <summary>Under which names this server is called, and whether browsers reach it over TLS: from its settings, never from what a request
/// claims alone.</summary>
public sealed class PublicAddress(IOptions<OperationsOptions> options)
{
    private readonly Uri? _url = options.Value.PublicUrl is { } written ? new Uri(written) : null;
    private readonly IReadOnlyList<string> _hosts = [.. options.Value.Hosts];

    /// <summary>Whether the owner has said what this server is called.</summary>
    public bool IsNamed => _url is not null || _hosts.Count > 0;

    /// <summary>Whether the request's <c>Host</c> is one of ours. This machine's own names are, from everywhere while nothing is set (a
    /// container's port is reached so), and from this machine always.</summary>
    public bool IsOurs(HttpContext http)
    {
        var host = http.Request.Host.Host;
        if (IsLoopback(host))
            return !IsNamed || http.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from) || IsListed(host);
        return IsPublicUrl(host) || IsListed(host);
    }

    /// <summary>Whether the browser speaks TLS: to us, to a known proxy, or because the public address says so.</summary>
    public bool IsSecure(HttpRequest request) => request.IsHttps || (_url is { Scheme: "https" } && IsPublicUrl(request.Host.Host));

    /// <summary>Whether an <c>Origin</c> is this very server's own: scheme, name and port.</summary>
    public bool IsOwnOrigin(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (IsSame(from, _url)
            || (Uri.TryCreate($"{(IsSecure(request) ? "https" : "http")}://{request.Host}", UriKind.Absolute, out var own)
                && IsSame(from, own)));

    /// <summary>A name of this machine, which nobody else's page can have.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsSame(Uri from, Uri? own) =>
        own is not null
        && from.GetLeftPart(UriPartial.Authority).Equals(own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private bool IsPublicUrl(string host) =>
        _url is not null
        && (host.Equals(_url.IdnHost, StringComparison.OrdinalIgnoreCase) || host.Equals(_url.Host, StringComparison.OrdinalIgnoreCase));

    private bool IsListed(string host) =>
        _hosts.Any(listed => listed == OperationsOptions.AnyHost || listed.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (listed.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(listed[1..], StringComparison.OrdinalIgnoreCase)));
}
