using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Testing;

/// <summary>Facts that a test makes up, so that it knows what figures come to.</summary>
public static class KnownFacts
{
    /// <summary>On a day: a case for each name of a skill (which the agent has, too), handed over and answered after a minute.</summary>
    public static async Task AddAsync(CxBotApp app, DateOnly day, params IReadOnlyList<string> skills)
    {
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(5, 0)), TimeSpan.Zero).ToUnixTimeSeconds();
        var unixDay = day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        await using var db = app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext();
        var next = await db.CaseFacts.MaxAsync(f => (long?)f.CaseId) ?? 1_000_000;
        var web = (await NamesAsync(db, FactNameKind.Channel, ["web"]))["web"];
        string[] names = [.. skills.Select(name => name.Length <= 200 ? name : name[..200])];
        var (skillIds, agentIds) = (await NamesAsync(db, FactNameKind.Skill, names), await NamesAsync(db, FactNameKind.Agent, names));
        foreach (var name in names)
        {
            next++;
            var (skillId, agentId) = (skillIds[name], agentIds[name]);
            db.CaseFacts.Add(new CaseFact
            {
                CaseId = next,
                Day = unixDay,
                Hour = 12,
                At = at,
                EndedAt = at + 600,
                Outcome = CaseOutcome.SolvedDurable,
                Mark = CaseMark.Customer,
                Channel = web,
                Skill = skillId,
                Agent = agentId,
                Handovers = 1,
            });
            db.HandoverFacts.Add(new HandoverFact
            {
                HandoverId = next,
                CaseId = next,
                Mark = CaseMark.Customer,
                Day = unixDay,
                Hour = 12,
                At = at,
                IsAsked = true,
                Reason = HandoverReason.CustomerAsked,
                Channel = web,
                Skill = skillId,
                Agent = agentId,
                EndedAt = at + 600,
                End = HandoverEnd.Solved,
                ReplyElapsed = 60,
                ReplyOpen = 60,
                DueElapsed = at + 300,
                DueOpen = at + 300,
                TakenElapsed = 30,
                TakenOpen = 30,
                EndElapsed = 600,
                EndOpen = 600,
            });
        }

        await db.SaveChangesAsync();
    }

    private static async Task<Dictionary<string, int>> NamesAsync(CxBotDbContext db, FactNameKind kind, IEnumerable<string> names)
    {
        var known = await db.FactNames.Where(n => n.Kind == kind).Select(n => n.Name).ToListAsync();
        db.FactNames.AddRange(names.Distinct().Except(known).Select(name => new FactName { Kind = kind, Name = name }));
        await db.SaveChangesAsync();
        return await db.FactNames.Where(n => n.Kind == kind).ToDictionaryAsync(n => n.Name, n => n.Id);
    }
}
