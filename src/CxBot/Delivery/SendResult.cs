namespace CxBot.Delivery;

/// <summary>What became of carrying one message.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The channel has taken all of it.</summary>
    public sealed record Sent : SendResult
    {
        public static readonly Sent Whole = new();
    }

    /// <summary>Not now: to be looked at again.</summary>
    /// <param name="After">How long from now.</param>
    /// <param name="Reason">Why, without content.</param>
    /// <param name="Counts">It was an attempt that failed; otherwise only a wait, of which there may be any number.</param>
    public sealed record Later(TimeSpan After, string Reason, bool Counts) : SendResult;

    /// <summary>The channel does not take it, and never will.</summary>
    /// <param name="Code">The channel's number for why; null where it gave none.</param>
    /// <param name="Title">Why, as the channel puts it.</param>
    public sealed record Refused(int? Code, string Title) : SendResult;

    /// <summary>It was handed over, and nobody says whether it went out.</summary>
    public sealed record Unknown : SendResult
    {
        public static readonly Unknown ForGood = new();
    }
}
