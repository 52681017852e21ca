using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>What a question to a customer came to, in whole numbers, as <see cref="CaseFact"/>.</summary>
public sealed class SurveyFact : ICountedFact
{
    public long SurveyId { get; init; }
    public long CaseId { get; init; }

    /// <summary>The handover at whose end it was asked; null where the bot had the case alone.</summary>
    public long? HandoverId { get; init; }

    public SurveyKind Kind { get; init; }
    public CaseMark Mark { get; init; }

    /// <summary>The day on which it was asked.</summary>
    public int Day { get; init; }

    /// <summary>When it was asked.</summary>
    public long At { get; init; }

    public bool IsDelivered { get; init; }

    /// <summary>The last answer, where the first came within a week; null where none did.</summary>
    public int? Score { get; init; }

    public int Channel { get; set; }
    public int Language { get; set; }
    public int Topic { get; set; }
    public int Skill { get; set; }
    public int Agent { get; set; }
}
