using System.Net.Sockets;

namespace CxBot.Web.Operations.Network;

/// <summary>The network address that a call comes from, as shares are counted by it.</summary>
public static class NetworkAddress
{
    public static string Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        // A single IPv6 customer has a /64 to choose from.
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8])
            : address.ToString();
    }
}
