using CxBot.Hosting;

namespace CxBot.Web.Operations.Limits;

/// <summary>How much is served to whom. Section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions : ICheckedOptions
{
    public const string Section = "RateLimits";

    /// <summary>Default true. False only where something in front does it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Calls of one network address, which may be a whole office. Default 3,000 a minute.</summary>
    public Rate Address { get; set; } = new() { PerMinute = 3000, Burst = 3000 };

    /// <summary>Calls with one token. Default 600 a minute: a client may ask five times a second.</summary>
    public Rate Token { get; set; } = new() { PerMinute = 600, Burst = 600 };

    /// <summary>What is sent into one conversation. Default 60 a minute, 60 at once.</summary>
    public Rate Conversation { get; set; } = new() { PerMinute = 60, Burst = 60 };

    /// <summary>Beginnings (<c>/widget/session</c>) of one network address. Default 300 a minute.</summary>
    public Rate Session { get; set; } = new() { PerMinute = 300, Burst = 300 };

    /// <summary>Passwords tried from one network address. Default 10 a minute.</summary>
    public Rate SignIn { get; set; } = new() { PerMinute = 10, Burst = 10 };

    /// <summary>What is sent on the simulated phone, by network address. Default 300 a minute.</summary>
    public Rate Simulator { get; set; } = new() { PerMinute = 300, Burst = 300 };

    /// <summary>What is asked with one key of the API. Default 120 a minute.</summary>
    public Rate ApiKey { get; set; } = new() { PerMinute = 120, Burst = 120 };

    /// <summary>Streams open at once in one conversation, counted by each process: for one more the oldest ends, also where
    /// <see cref="Enabled"/> is false. Default 5; 1 to 100.</summary>
    public int SocketsPerConversation { get; set; } = 5;

    /// <summary>Streams open at once from one network address, counted by each process. Default 50; 1 to 100,000.</summary>
    public int SocketsPerAddress { get; set; } = 50;

    internal IEnumerable<Rate> All() => [Address, Token, Conversation, Session, SignIn, Simulator, ApiKey];

    public IEnumerable<string> Problems()
    {
        if (All().Any(rate => rate is not { PerMinute: > 0, Burst: > 0 }))
            yield return $"{Section}: every PerMinute and Burst must be more than 0. Set {Section}:Enabled to false to have no limits.";
        if (SocketsPerConversation is < 1 or > 100)
            yield return $"{Section}:SocketsPerConversation must be 1 to 100.";
        if (SocketsPerAddress is < 1 or > 100_000)
            yield return $"{Section}:SocketsPerAddress must be 1 to 100000.";
    }
}

/// <summary>A bucket: so many at once, refilled so fast.</summary>
public sealed class Rate
{
    public int PerMinute { get; set; }
    public int Burst { get; set; }
}
