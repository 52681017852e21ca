namespace CxBot.Reports.Facts;

/// <summary>What a question to a customer came to. It is of the day on which it was asked.</summary>
public sealed class SurveyFact : CountedFact
{
    public long SurveyId { get; init; }

    /// <summary>The handover at whose end it was asked; null where the bot had the case alone.</summary>
    public long? HandoverId { get; init; }

    public SurveyKind Kind { get; init; }

    public bool IsDelivered { get; init; }

    /// <summary>The last answer, where the first came within a week; null where none did.</summary>
    public int? Score { get; init; }
}
