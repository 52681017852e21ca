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
        var lines = new List<string>();
        foreach (var id in await db.Cases.Select(c => c.Id).ToListAsync(Token))
        {
            var facts = CaseFacts.Of((await CaseLogReader.ReadAsync(db, id, Token))!, hours, target);
            lines.AddRange(facts.All.Select(one => FactLine.Of(one.Fact, one.Names, facts.Language, facts.Topic)));
        }

        Assert.NotEmpty(lines);
        var stored = new List<CountedFact>();
        stored.AddRange(await db.CaseFacts.AsNoTracking().ToListAsync(Token));
        stored.AddRange(await db.HandoverFacts.AsNoTracking().ToListAsync(Token));
        stored.AddRange(await db.NextReplyFacts.AsNoTracking().ToListAsync(Token));
        stored.AddRange(await db.HandlingFacts.AsNoTracking().ToListAsync(Token));
        stored.AddRange(await db.BotReplyFacts.AsNoTracking().ToListAsync(Token));
        stored.AddRange(await db.SurveyFacts.AsNoTracking().ToListAsync(Token));
        Same(lines, stored.Select(fact => FactLine.Of(
            fact, new(names[fact.Channel], names.GetValueOrDefault(fact.Skill), names.GetValueOrDefault(fact.Agent)),
            names.GetValueOrDefault(fact.Language), names.GetValueOrDefault(fact.Topic))));
    }

    private static void Same(IEnumerable<string> fromScratch, IEnumerable<string> stored) =>
        Assert.Equal(fromScratch.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
}
