using CxBot.Conversations.Cases;
using CxBot.Storage;

namespace CxBot.Reports.Facts;

/// <summary>What every kind of fact is counted and filtered by, in whole numbers: no words, and nobody's name. It stays when its customer
/// is erased.</summary>
public abstract class CountedFact
{
    public long CaseId { get; init; }
    public CaseMark Mark { get; init; }

    /// <summary>The day of it in the business's own zone, in days since 1970-01-01.</summary>
    public int Day { get; init; }

    /// <summary>When that was which it counts, in seconds since 1970.</summary>
    public long At { get; init; }

    /// <summary>Names by number, in <see cref="FactName"/>; 0 for none. Language and topic are the case's.</summary>
    public int Channel { get; set; }
    public int Language { get; set; }
    public int Topic { get; set; }
    public int Skill { get; set; }

    /// <summary>Who did it, or had it.</summary>
    public int Agent { get; set; }

    /// <summary>Every kind there is.</summary>
    internal static IReadOnlyList<IQueryable<CountedFact>> Kinds(CxBotDbContext db) =>
        [db.CaseFacts, db.HandoverFacts, db.NextReplyFacts, db.HandlingFacts, db.BotReplyFacts, db.SurveyFacts];
}
