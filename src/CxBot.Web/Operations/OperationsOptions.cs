using System.Net;
using CxBot.Hosting;

namespace CxBot.Web.Operations;

/// <summary>How the server stands in its network. Section <c>Operations</c>.</summary>
public sealed class OperationsOptions : ICheckedOptions
{
    public const string Section = "Operations";

    internal const string AnyHost = "*";

    /// <summary>Proxies whose forwarded headers are believed, as addresses or networks (<c>10.0.0.5</c>, <c>10.0.0.0/24</c>). Default none:
    /// the connection itself says who calls.</summary>
    public List<string> KnownProxies { get; set; } = [];

    /// <summary>Where customers reach this server. Needed where it cannot be told from a request: behind a proxy that is not known, and for
    /// files on channels that are pushed to. Default none.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Other names that this server answers to (<c>chat.shop.example</c>, <c>*.shop.example</c>); <c>*</c> for any, where
    /// something in front looks at them. Default none: the name in <see cref="PublicUrl"/>, and this machine's own.</summary>
    public List<string> Hosts { get; set; } = [];

    /// <summary>Networks that may read <c>/metrics</c>, and directly: not through a proxy. Default none: only this machine
    /// itself.</summary>
    public List<string> MetricsNetworks { get; set; } = [];

    /// <summary>Where traces and metrics are sent by OTLP. Default none; <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> does the same.</summary>
    public string? OtlpEndpoint { get; set; }

    internal static readonly string[] PrivateNetworks = ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
        "fc00::/7", "fe80::/10"];

    internal IReadOnlyList<IPNetwork> Proxies() => [.. KnownProxies.Select(Network).OfType<IPNetwork>()];

    internal IReadOnlyList<IPNetwork> MetricsReaders() => [.. MetricsNetworks.Select(Network).OfType<IPNetwork>()];

    public IEnumerable<string> Problems()
    {
        foreach (var network in KnownProxies.Concat(MetricsNetworks).Where(text => Network(text) is null))
            yield return $"{Section}:KnownProxies or MetricsNetworks \"{network}\" is neither an address nor a network. Write it as "
                + "10.0.0.5 or 10.0.0.0/24.";
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return $"{Section}:PublicUrl \"{PublicUrl}\" is not an address. Write it as https://chat.shop.example.";
        foreach (var odd in Hosts.Where(
            host => host != AnyHost && !IsName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host)))
            yield return $"{Section}:Hosts \"{odd}\" is not a name. Write it as chat.shop.example, without https:// and without a port.";
        if (OtlpEndpoint is not null && !Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out _))
            yield return $"{Section}:OtlpEndpoint \"{OtlpEndpoint}\" is not an address. Write it as http://collector:4317.";
    }

    private static bool IsName(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown;

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
