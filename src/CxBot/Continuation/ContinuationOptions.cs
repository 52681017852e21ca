namespace CxBot.Continuation;

/// <summary>How conversations go on across channels. Section <c>Conversations</c>.</summary>
public sealed class ContinuationOptions
{
    public const string Section = "Conversations";

    /// <summary>How long a code works that takes a customer to another channel. Default 15 minutes; 1 minute to 1 hour.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After so many codes that did not fit, none is tried for this customer until an hour has passed. Default 5; 1 to
    /// 20.</summary>
    public int WrongCodes { get; set; } = 5;

    /// <summary>Where the shop's website is, for customers who want to go on there. Default none: it is not named.</summary>
    public string? WebAddress { get; set; }

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Problem()
    {
        if (CodeLifetime < TimeSpan.FromMinutes(1) || CodeLifetime > TimeSpan.FromHours(1))
            return $"{Section}:CodeLifetime must be between one minute and one hour.";
        if (WrongCodes is < 1 or > 20)
            return $"{Section}:WrongCodes must be 1 to 20.";
        return string.IsNullOrEmpty(WebAddress)
            || (Uri.TryCreate(WebAddress, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? null
            : $"{Section}:WebAddress is not a web address. Write it as https://shop.example, or leave it out.";
    }
}
