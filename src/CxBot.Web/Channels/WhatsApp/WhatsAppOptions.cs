using System.Text.RegularExpressions;
using CxBot.Hosting;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>WhatsApp through Meta's Cloud API. Section <c>Channels:WhatsApp</c>. Without any of its secrets the channel is off; with some
/// of them alone the app refuses to start.</summary>
public sealed partial class WhatsAppOptions : ICheckedOptions
{
    public const string Section = "Channels:WhatsApp";

    /// <summary>The app's secret, by which Meta signs what it sends.</summary>
    public string? AppSecret { get; set; }

    /// <summary>The secret before, which counts too while it is being replaced.</summary>
    public string? PreviousAppSecret { get; set; }

    /// <summary>The word that Meta says when it checks the webhook's address; the owner's own choice.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>The system user's token, by which we send.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The id of the business's phone number at Meta; not the number itself.</summary>
    public string? PhoneNumberId { get; set; }

    /// <summary>The id of the WhatsApp business account, for templates. Default none: no templates.</summary>
    public string? BusinessAccountId { get; set; }

    /// <summary>Where the Graph API is.</summary>
    public string GraphApiBaseUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>The Graph API's version; each works for about two years.</summary>
    public string GraphApiVersion { get; set; } = "v26.0";

    /// <summary>Messages a second that the number may send. Default 80, which is what Meta gives; 1 to 1,000.</summary>
    public int MessagesPerSecond { get; set; } = 80;

    /// <summary>Messages that one customer may be sent at once, before <see cref="CustomerInterval"/> counts. Default 45.</summary>
    public int CustomerBurst { get; set; } = 45;

    /// <summary>The time for each message to one customer in the long run. Default 6 s.</summary>
    public TimeSpan CustomerInterval { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How long one call of the Graph API may take. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a message that was handed over without an answer waits for a report before it is shown as unconfirmed. Default 2
    /// minutes.</summary>
    public TimeSpan UnconfirmedAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>In Development, where nothing above is set, a simulator at <c>/dev/whatsapp</c> takes Meta's place. Default true; false
    /// leaves the channel off.</summary>
    public bool Simulator { get; set; } = true;

    public bool IsOn => !string.IsNullOrWhiteSpace(PhoneNumberId);

    public IEnumerable<string> Problems()
    {
        string?[] any = [AppSecret, PreviousAppSecret, VerifyToken, AccessToken, PhoneNumberId, BusinessAccountId];
        return any.All(string.IsNullOrWhiteSpace) ? [] : [.. Missing(), .. WrongIds(), .. WrongBounds()];
    }

    private IEnumerable<string> Missing()
    {
        (string Name, string? Value)[] needed =
            [(nameof(AppSecret), AppSecret), (nameof(VerifyToken), VerifyToken), (nameof(AccessToken), AccessToken),
                (nameof(PhoneNumberId), PhoneNumberId)];
        foreach (var (name, _) in needed.Where(setting => string.IsNullOrWhiteSpace(setting.Value)))
            yield return $"{Section}:{name} is missing. WhatsApp needs AppSecret, VerifyToken, AccessToken and PhoneNumberId, or none of "
                + "them.";
    }

    private IEnumerable<string> WrongIds()
    {
        if (!string.IsNullOrWhiteSpace(PhoneNumberId) && !IdPattern().IsMatch(PhoneNumberId))
            yield return $"{Section}:PhoneNumberId \"{PhoneNumberId}\" is not an id. It is the long number beside the phone number at "
                + "Meta, without + or spaces.";
        if (BusinessAccountId is { Length: > 0 } && !IdPattern().IsMatch(BusinessAccountId))
            yield return $"{Section}:BusinessAccountId \"{BusinessAccountId}\" is not an id.";
        if (!Uri.TryCreate(GraphApiBaseUrl, UriKind.Absolute, out var graph)
            || !(graph.Scheme == Uri.UriSchemeHttps || (graph.Scheme == Uri.UriSchemeHttp && graph.IsLoopback)))
            yield return $"{Section}:GraphApiBaseUrl \"{GraphApiBaseUrl}\" is not an https address. Leave it out for "
                + "https://graph.facebook.com.";
        if (!VersionPattern().IsMatch(GraphApiVersion))
            yield return $"{Section}:GraphApiVersion \"{GraphApiVersion}\" is not a version. Write it as v26.0.";
    }

    private IEnumerable<string> WrongBounds()
    {
        if (MessagesPerSecond is < 1 or > 1000)
            yield return $"{Section}:MessagesPerSecond must be 1 to 1,000.";
        if (CustomerBurst is < 1 or > 45)
            yield return $"{Section}:CustomerBurst must be 1 to 45.";
        if (CustomerInterval < TimeSpan.FromMilliseconds(100))
            yield return $"{Section}:CustomerInterval must be at least 0.1 s.";
        if (RequestTimeout < TimeSpan.FromMilliseconds(100) || RequestTimeout > TimeSpan.FromMinutes(2))
            yield return $"{Section}:RequestTimeout must be 0.1 s to 2 minutes.";
        if (UnconfirmedAfter < TimeSpan.FromSeconds(1))
            yield return $"{Section}:UnconfirmedAfter must be at least one second.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,64}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^v\d{1,3}\.\d{1,2}$")]
    private static partial Regex VersionPattern();
}
