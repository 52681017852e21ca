using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>A time for which one agent had a case, without a break. In whole numbers, as <see cref="CaseFact"/>.</summary>
public sealed class HandlingFact : ICountedFact
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public long HandoverId { get; init; }
    public CaseMark Mark { get; init; }

    /// <summary>The day on which the agent got it.</summary>
    public int Day { get; init; }
    public long At { get; init; }

    /// <summary>Until when; null while the agent has it.</summary>
    public long? Until { get; init; }

    public int Channel { get; set; }
    public int Language { get; set; }
    public int Topic { get; set; }
    public int Skill { get; set; }

    /// <summary>Who had it.</summary>
    public int Agent { get; set; }
}
