using System.Net;
using CxBot.Hosting;

namespace CxBot.Storage.Nodes;

/// <summary>Several equal nodes on one PostgreSQL. Section <c>Cluster</c>.</summary>
public sealed class NodesOptions : ICheckedOptions
{
    public const string Section = "Cluster";

    /// <summary>The Redis in which the nodes say who is alive: <c>host:6379,password=...</c>. Default none: one process alone.</summary>
    public string? Redis { get; set; }

    /// <summary>The IP address of this machine at which the other nodes reach this one. Default: the one from which it reaches
    /// Redis.</summary>
    public string? Address { get; set; }

    /// <summary>The port there. Default 0: any free one.</summary>
    public int Port { get; set; }

    /// <summary>Other nodes may be there.</summary>
    public bool AreSeveral => !string.IsNullOrWhiteSpace(Redis);

    public IEnumerable<string> Problems()
    {
        if (!string.IsNullOrWhiteSpace(Address) && !IPAddress.TryParse(Address, out _))
            yield return $"{Section}:Address is not an IP address. Write one of this machine's, such as 10.0.0.5, or leave it out.";
        if (Port is < 0 or > 65535)
            yield return $"{Section}:Port must be 0 to 65535; 0 takes any free one.";
    }
}
