namespace CxBot.Delivery;

/// <summary>What became of carrying one message.</summary>
public abstract record SendResult
{
    /// <summary>A title of ours: the customer wants nothing of the kind from us.</summary>
    public const string StoppedByCustomer = "opted-out";

    /// <summary>A title of ours: what the customer is known by is nothing that a message can be sent to.</summary>
    public const string NoAddress = "no-address";

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
    /// <param name="Counts">It was an attempt that failed for its own sake; otherwise only a wait. See
    /// <see cref="DeliveryPatience"/>.</param>
    /// <param name="Because">What the channel said, which is said of the message too where it is given up; null where it said
    /// nothing.</param>
    public sealed record Later(TimeSpan After, string Reason, bool Counts, Refused? Because = null) : SendResult;

    /// <summary>
    /// It was handed over, and the channel has still to say whether it went out: looked at again, and never given up for having waited.
    /// </summary>
    public sealed record Awaited(TimeSpan After, string Reason) : SendResult;

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
