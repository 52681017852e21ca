using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>A turn in which the bot said something, and its own time for it, in milliseconds. Otherwise as
/// <see cref="CaseFact"/>.</summary>
public sealed class BotReplyFact : ICountedFact
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public CaseMark Mark { get; init; }

    /// <summary>The day of the customer's words.</summary>
    public int Day { get; init; }
    public long At { get; init; }

    /// <summary>For the rest of a thought, or for its turn.</summary>
    public int Waited { get; init; }

    /// <summary>From the first thought until the answer was stored.</summary>
    public int Thought { get; init; }

    public int Channel { get; set; }
    public int Language { get; set; }
    public int Topic { get; set; }
    public int Skill { get; set; }
    public int Agent { get; set; }
}
