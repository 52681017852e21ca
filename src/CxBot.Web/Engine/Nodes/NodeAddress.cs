using System.Net;
using System.Net.Sockets;

namespace CxBot.Web.Engine.Nodes;

/// <summary>Where the other nodes reach this one.</summary>
public static class NodeAddress
{
    /// <summary>The address of this machine from which it reaches the server: the others reach it from there too, and this one by that. On
    /// one machine that is its loopback.</summary>
    /// <exception cref="IOException">There is no way to the server, or nobody knows its name.</exception>
    public static IPAddress Towards(EndPoint server)
    {
        // Nothing is sent: the system only says which way it would go.
        using var way = new Socket(SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (server is DnsEndPoint { Host: var host, Port: var port })
                way.Connect(host, port);
            else
                way.Connect(server);
        }
        catch (SocketException none)
        {
            throw new IOException($"The way to the Redis of Cluster:Redis ({server}) is not known ({none.Message}). Mend its name or the "
                + "network, or say in Cluster:Address where the other nodes reach this one.", none);
        }
        var address = ((IPEndPoint)way.LocalEndPoint!).Address;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    public static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
