using CxBot.Hosting;

namespace CxBot.Continuation;

/// <summary>How conversations go on across channels. Section <c>Conversations</c>.</summary>
public sealed class ContinuationOptions : ICheckedOptions
{
    public const string Section = "Conversations";

    /// <summary>How long a code works that takes a customer to another channel. Default 15 minutes; 1 minute to 1 hour.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After so many codes that did not fit, none is tried for this customer until an hour has passed. Default 5; 1 to
    /// 20.</summary>
    public int WrongCodes { get; set; } = 5;

    /// <summary>Where the shop's website is, for customers who want to go on there. Default none: it is not named.</summary>
    public string? WebAddress { get; set; }

    public IEnumerable<string> Problems()
    {
        if (CodeLifetime < TimeSpan.FromMinutes(1) || CodeLifetime > TimeSpan.FromHours(1))
            yield return $"{Section}:CodeLifetime must be between one minute and one hour.";
        if (WrongCodes is < 1 or > 20)
            yield return $"{Section}:WrongCodes must be 1 to 20.";
        if (!string.IsNullOrEmpty(WebAddress)
            && !(Uri.TryCreate(WebAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"{Section}:WebAddress is not a web address. Write it as https://shop.example, or leave it out.";
    }
}
