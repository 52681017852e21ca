namespace CxBot.Reports.Facts;

/// <summary>A turn in which the bot said something, and its own time for it, in milliseconds. It is of
/// the day of the customer's words.</summary>
public sealed class BotReplyFact : CountedFact
{
    public long Id { get; init; }

    /// <summary>For the rest of a thought, or for its turn.</summary>
    public int Waited { get; init; }

    /// <summary>From the first thought until the answer was stored.</summary>
    public int Thought { get; init; }
}
