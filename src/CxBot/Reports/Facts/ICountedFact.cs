using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>What every kind of fact is counted and filtered by.</summary>
public interface ICountedFact
{
    long CaseId { get; }

    /// <summary>When that was which it counts, in seconds since 1970.</summary>
    long At { get; }

    /// <summary>The day of it in the business's own zone, in days since 1970-01-01.</summary>
    int Day { get; }

    CaseMark Mark { get; }

    /// <summary>Names by number, in <see cref="FactName"/>; 0 for none. Language and topic are the case's.</summary>
    int Channel { get; set; }
    int Language { get; set; }
    int Topic { get; set; }
    int Skill { get; set; }
    int Agent { get; set; }
}
