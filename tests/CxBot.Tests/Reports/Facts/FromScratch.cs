using CxBot.Handover.Hours;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Reports.Facts;

/// <summary>Reckons all facts once more, from the logs alone.</summary>
internal static class FromScratch
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What is stored is the same, to the last property, and there is nothing more.</summary>
    public static async Task AreAsync(CxBotDbContext db, TimeSpan target)
    {
        var names = await db.FactNames.AsNoTracking().ToDictionaryAsync(n => n.Id, n => n.Name, Token);
        var hours = new CalendarHistory(await db.CalendarVersions.AsNoTracking().ToListAsync(Token));
        var (cases, handovers, surveys) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var id in await db.Cases.Select(c => c.Id).ToListAsync(Token))
        {
            var facts = CaseFacts.Of((await CaseLogReader.ReadAsync(db, id, Token))!, hours, target);
            cases.Add(FactLine.Of(facts.Case, facts.Names.Counted, facts.Names.Language, facts.Names.Topic));
            handovers.AddRange(facts.Handovers.Select(h => FactLine.Of(h.Fact, h.Names)));
            surveys.AddRange(facts.Surveys.Select(s => FactLine.Of(s.Fact, s.Names)));
        }

        CountedNames Named(ICountedFact f) => new(names[f.Channel], names.GetValueOrDefault(f.Skill), names.GetValueOrDefault(f.Agent));
        Assert.NotEmpty(cases);
        Same(cases, (await db.CaseFacts.AsNoTracking().ToListAsync(Token))
            .Select(f => FactLine.Of(f, Named(f), names.GetValueOrDefault(f.Language), names.GetValueOrDefault(f.Topic))));
        Same(handovers, (await db.HandoverFacts.AsNoTracking().ToListAsync(Token)).Select(f => FactLine.Of(f, Named(f))));
        Same(surveys, (await db.SurveyFacts.AsNoTracking().ToListAsync(Token)).Select(f => FactLine.Of(f, Named(f))));
    }

    private static void Same(IEnumerable<string> fromScratch, IEnumerable<string> stored) =>
        Assert.Equal(fromScratch.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
}
