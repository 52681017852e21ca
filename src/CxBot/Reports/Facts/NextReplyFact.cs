using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>A reply of a person after the first of a handover, and how long the customer waited for it: from the first message that nobody
/// had answered. In whole numbers, as <see cref="CaseFact"/>.</summary>
public sealed class NextReplyFact : ICountedFact
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public long HandoverId { get; init; }
    public CaseMark Mark { get; init; }

    /// <summary>The day of the message that waited.</summary>
    public int Day { get; init; }
    public long At { get; init; }

    /// <summary>Seconds by each clock.</summary>
    public int Elapsed { get; init; }
    public int Open { get; init; }

    public int Channel { get; set; }
    public int Language { get; set; }
    public int Topic { get; set; }
    public int Skill { get; set; }

    /// <summary>Who replied.</summary>
    public int Agent { get; set; }
}
