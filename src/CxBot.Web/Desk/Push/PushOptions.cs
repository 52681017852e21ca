using CxBot.Hosting;

namespace CxBot.Web.Desk.Push;

/// <summary>How agents' phones are called while no desk of theirs is open. Section <c>Push</c>.</summary>
public sealed class PushOptions : ICheckedOptions
{
    public const string Section = "Push";

    /// <summary>Whom a push service may write to about our calls, as <c>mailto:...</c> or <c>https://...</c>. Default: the public
    /// address.</summary>
    public string? Contact { get; set; }

    /// <summary>Push services in the owner's own network, as <c>host:port</c>, reached by http too. Default none: every other must be on
    /// the public internet and speak TLS.</summary>
    public List<string> TrustedHosts { get; set; } = [];

    public IEnumerable<string> Problems()
    {
        if (Contact is not null && !(Uri.TryCreate(Contact, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https"))
            yield return $"{Section}:Contact must begin with mailto: or https://. Leave it out for the public address.";
        if (TrustedHosts.Find(host => !Uri.TryCreate($"http://{host}", UriKind.Absolute, out var named)
            || named.IsDefaultPort || !named.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)) is { } wrong)
            yield return $"{Section}:TrustedHosts \"{wrong}\" is not a host with its port. Write it as push.example:8443.";
    }
}
