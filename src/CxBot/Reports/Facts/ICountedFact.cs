using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>What every kind of fact is filtered by.</summary>
public interface ICountedFact
{
    int Day { get; }
    CaseMark Mark { get; }

    /// <summary>Names by number, in <see cref="FactName"/>; 0 for none.</summary>
    int Channel { get; set; }
    int Skill { get; set; }
    int Agent { get; set; }
}
