using System.Net;
using CxBot.Hosting;
using MimeKit;

namespace CxBot.Mail;

/// <summary>The owner's mail server. Section <c>Mail</c>.</summary>
public sealed class MailOptions : ICheckedOptions
{
    public const string Section = "Mail";

    /// <summary>Its name. Default none: no mail is sent.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587, and 465 where <see cref="Security"/> is <c>Tls</c>.</summary>
    public int? Port { get; set; }

    /// <summary>How the connection is kept from others. Default <c>StartTls</c>.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Default none: the server wants no password.</summary>
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>Who sends, <c>reports@shop.example</c> or <c>Kedai Nusa &lt;reports@shop.example&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>In which language mail is written, <c>id</c> or <c>en</c>. Default <c>id</c>.</summary>
    public string Language { get; set; } = "id";

    /// <summary>How long the server may take for one message, all in all. Default 30 s; 1 s to 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    internal bool IsOn => !string.IsNullOrWhiteSpace(Host);

    internal int PortOrUsual => Port ?? (Security == MailSecurity.Tls ? 465 : 587);

    public IEnumerable<string> Problems()
    {
        if (Language is not ("id" or "en"))
            yield return $"{Section}:Language \"{Language}\" is neither id nor en.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(2))
            yield return $"{Section}:Timeout must be 1 second to 2 minutes. Write it as 00:00:30.";
        if (Port is <= 0 or > 65535)
            yield return $"{Section}:Port must be 1 to 65535, such as 587.";
        if (!IsOn)
            yield break;
        if (From is null || !MailboxAddress.TryParse(From, out var sender) || !sender.Address.Contains('@', StringComparison.Ordinal))
            yield return $"{Section}:From is no address. Write it as reports@shop.example.";
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return $"{Section}:User and {Section}:Password go together. Set both, or neither.";
        if (Security == MailSecurity.None && !string.IsNullOrEmpty(Password) && !IsThisMachine(Host!))
            yield return $"{Section}:Security None would send {Section}:Password for everybody to read. Set StartTls or Tls.";
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>How a connection to the mail server is kept from others.</summary>
public enum MailSecurity
{
    /// <summary>Begun in the open and made secure before anything is said; refused where the server cannot.</summary>
    StartTls,

    /// <summary>Secure from the first byte.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}
