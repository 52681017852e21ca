namespace CxBot.Alerts;

/// <summary>A device on which an agent wants to be called while no desk of theirs is looked at.</summary>
public sealed class PushSubscription
{
    public long Id { get; init; }
    public required string AgentId { get; set; }

    /// <summary>Tells one device from another, without being the address: SHA-256 of it, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Address and keys, encrypted: who has them can call the device.</summary>
    public required string Protected { get; set; }

    /// <summary>Which session it belongs to: SHA-256 of the agent's security stamp. Who signs out is called nowhere any more.</summary>
    public required string Session { get; set; }

    /// <summary><c>id</c> or <c>en</c>.</summary>
    public required string Language { get; set; }

    /// <summary>When the device last opened the desk.</summary>
    public DateTimeOffset RenewedAt { get; set; }
}
