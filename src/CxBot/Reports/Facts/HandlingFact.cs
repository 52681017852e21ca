namespace CxBot.Reports.Facts;

/// <summary>A time for which one agent had a case, without a break. It is of the day on which the agent got it.</summary>
public sealed class HandlingFact : CountedFact
{
    public long Id { get; init; }
    public long HandoverId { get; init; }

    /// <summary>Until when; null while the agent has it.</summary>
    public long? Until { get; init; }
}
