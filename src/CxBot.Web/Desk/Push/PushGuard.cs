using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.Push;

/// <summary>
/// Where calls may go. A browser names the address, so that whoever is signed in could otherwise make this server call anything it can
/// reach: only TLS and only the public internet, looked at again when the connection is made.
/// </summary>
public sealed class PushGuard(IOptions<PushOptions> options)
{
    private const int MaxLength = 2000;

    /// <summary>Networks that are not the public internet, or lead into others.</summary>
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/32", "2001:db8::/32",
            "2002::/16",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly string[] InsideNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    private readonly HashSet<string> _trusted = new(options.Value.TrustedHosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>The address, where a call may go there; null where not.</summary>
    public Uri? Allowed(string endpoint) =>
        endpoint.Length <= MaxLength && Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && address.Fragment.Length == 0 && (IsTrusted(address.Host, address.Port) ? address.Scheme is "http" or "https"
            : address is { Scheme: "https", IsDefaultPort: true } && IsPublicName(address.Host)) ? address : null;

    /// <summary>Connects to where a name leads, unless that is inside.</summary>
    /// <exception cref="HttpRequestException">It leads nowhere else.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var open = IsTrusted(host, port) ? found : [.. found.Where(IsPublic)];
        if (open.Length == 0)
            throw new HttpRequestException("A push service's name leads to no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An address of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || PublicV6.Contains(plain))
            && !Inside.Any(network => network.Contains(plain));
    }

    private static bool IsPublicName(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var address)
        ? IsPublic(address)
        : host.Contains('.', StringComparison.Ordinal)
            && !InsideNames.Any(name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase));

    private bool IsTrusted(string host, int port) => _trusted.Contains($"{host}:{port}");
}
