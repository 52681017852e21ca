namespace CxBot.Reports.Facts;

/// <summary>A reply of a person after the first of a handover, and how long the customer waited for it: from the first message that nobody
/// had answered. It is of the day of that message, and of who replied.</summary>
public sealed class NextReplyFact : CountedFact
{
    public long Id { get; init; }
    public long HandoverId { get; init; }

    /// <summary>Seconds by each clock.</summary>
    public int Elapsed { get; init; }
    public int Open { get; init; }
}
