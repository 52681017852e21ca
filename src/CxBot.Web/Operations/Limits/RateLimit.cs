namespace CxBot.Web.Operations.Limits;

/// <summary>By what an endpoint's calls are counted; several may apply.</summary>
[Flags]
public enum RateLimit
{
    None = 0,

    /// <summary>All calls of one network address.</summary>
    Address = 1,

    /// <summary>All calls with one token.</summary>
    Token = 2,

    /// <summary>What is sent into one conversation.</summary>
    Conversation = 4,

    /// <summary>New visitors of one network address.</summary>
    Session = 8,

    /// <summary>What one network address sends on the simulated phone.</summary>
    Simulator = 16,
}

/// <summary>What an endpoint says of itself.</summary>
public sealed record RateLimitMetadata(RateLimit Limits);
