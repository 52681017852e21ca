using System.Text;
using CxBot.Hosting;
using CxBot.Web.Channels.DirectLine.Tokens;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>The Direct Line 3.0 channel. Section <c>Channels:DirectLine</c>.</summary>
public sealed class DirectLineOptions : ICheckedOptions
{
    public const string Section = "Channels:DirectLine";

    /// <summary>Whoever guesses it speaks for every customer.</summary>
    private const int MinSecretLength = 32;

    /// <summary>What HS256 needs: as many bytes as its hash has.</summary>
    private const int MinCustomerKeyLength = 32;

    /// <summary>A site's server trades it for tokens, as with Azure's Direct Line. At least 32 characters. Default none: only our own
    /// widget gets tokens.</summary>
    public string? Secret { get; set; }

    /// <summary>The shop's own key, by which it signs who its customers are; see <see cref="CustomerTokens"/>. At least 32 bytes. Default
    /// none: every visitor is unknown.</summary>
    public string? CustomerKey { get; set; }

    /// <summary>The key before, which counts too while it is being replaced.</summary>
    public string? PreviousCustomerKey { get; set; }

    /// <summary>How far off the end of a customer's token may be, and how long its visit may last. Default 12 hours; one minute to one
    /// day.</summary>
    public TimeSpan CustomerTokenLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Other sites whose pages may use the widget and Direct Line, as <c>https://shop.example</c>; <c>*</c> for any. Default: this
    /// server's own pages alone.</summary>
    public List<string> AllowedOrigins { get; set; } = [];

    /// <summary>How long a token works. Default 30 minutes.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a stream's address may wait for its connection. Default 60 seconds.</summary>
    public TimeSpan StreamTicketLifetime { get; set; } = TimeSpan.FromSeconds(60);

    public IEnumerable<string> Problems()
    {
        if (Secret is not null && Secret.Length < MinSecretLength)
            yield return $"{Section}:Secret is too short to be a secret. Use at least {MinSecretLength} random characters, as from: "
                + "openssl rand -base64 32. Or leave it out.";
        foreach (var name in ShortKeys())
            yield return $"{Section}:{name} is too short to sign with. Use at least {MinCustomerKeyLength} bytes, as from: openssl rand "
                + "-base64 32.";
        if (PreviousCustomerKey is not null && CustomerKey is null)
            yield return $"{Section}:PreviousCustomerKey is set without {Section}:CustomerKey.";
        if (!IsMinuteToDay(CustomerTokenLifetime))
            yield return $"{Section}:CustomerTokenLifetime must be between one minute and one day.";
        if (!IsMinuteToDay(TokenLifetime))
            yield return $"{Section}:TokenLifetime must be between one minute and one day.";
        if (StreamTicketLifetime <= TimeSpan.Zero || StreamTicketLifetime > TimeSpan.FromMinutes(10))
            yield return $"{Section}:StreamTicketLifetime must be more than zero and at most ten minutes.";
        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
            yield return $"{Section}:AllowedOrigins \"{origin}\" is not an origin. Write it as https://shop.example, without a path or a "
                + "slash at the end.";
    }

    private IEnumerable<string> ShortKeys()
    {
        (string Name, string? Key)[] keys = [(nameof(CustomerKey), CustomerKey), (nameof(PreviousCustomerKey), PreviousCustomerKey)];
        return keys.Where(key => key.Key is not null && Encoding.UTF8.GetByteCount(key.Key) < MinCustomerKeyLength).Select(key => key.Name);
    }

    private static bool IsMinuteToDay(TimeSpan lifetime) => lifetime >= TimeSpan.FromMinutes(1) && lifetime <= TimeSpan.FromDays(1);

    private static bool IsOrigin(string origin) => origin == "*"
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase));
}
