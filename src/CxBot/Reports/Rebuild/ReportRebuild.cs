using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rebuild;

/// <summary>Makes cases of what older logs hold, marked as estimated, and reckons all facts anew. It works in pieces between which others
/// write; stopped, it goes on where it was; done again, it changes nothing.</summary>
public sealed class ReportRebuild(Writer writer, IDbContextFactory<CxBotDbContext> contexts, FactsFollower follower)
{
    private const int AtOnce = 20;

    private static readonly TurnOutcome[] NoCase =
        [TurnOutcome.Noted, TurnOutcome.Crossed, TurnOutcome.Ignored, TurnOutcome.SmallTalk];

    /// <param name="progress">Told after each piece how many conversations are done.</param>
    /// <returns>How many cases were made.</returns>
    public async Task<int> RunAsync(Action<int> progress, CancellationToken cancellationToken)
    {
        var made = 0;
        var looked = new HashSet<ConversationId>();
        // What cannot be given a case stays as it is, and is looked at once.
        var left = new List<ConversationId>();
        while (await BehindAsync(left, cancellationToken) is { Count: > 0 } some)
        {
            left.AddRange(some.Where(id => !looked.Add(id)));
            some.RemoveAll(left.Contains);
            made += await writer.RunAsync((db, token) => EstimateAsync(db, some, token), cancellationToken);
            progress(looked.Count);
        }

        await writer.RunAsync(
            (db, token) => db.Surveys.Where(s => s.CaseId == null).ExecuteUpdateAsync(
                set => set.SetProperty(
                    s => s.CaseId, s => db.Handovers.Where(h => h.Id == s.HandoverId).Select(h => h.CaseId).FirstOrDefault()), token),
            cancellationToken);
        await writer.RunAsync(
            (db, token) => db.Database.ExecuteSqlAsync($"""INSERT INTO "CaseChanges" ("CaseId") SELECT "Id" FROM "Cases" """, token),
            cancellationToken);
        await FollowAsync(cancellationToken);
        return made;
    }

    /// <summary>The app that runs beside follows too: whoever is faster, what is left comes next.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await follower.RoundAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>The next conversations with something that belongs to no case.</summary>
    private async Task<List<ConversationId>> BehindAsync(List<ConversationId> left, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations
            .Where(c => db.Turns.Any(t => t.ConversationId == c.Id && t.CaseId == null && !NoCase.Contains(t.Outcome))
                || db.Handovers.Any(h => h.ConversationId == c.Id && h.CaseId == null))
            .Where(c => !left.Contains(c.Id))
            .OrderBy(c => c.Id).Select(c => c.Id).Take(AtOnce).ToListAsync(cancellationToken);
    }

    private static async Task<int> EstimateAsync(
        CxBotDbContext db, IReadOnlyList<ConversationId> conversationIds, CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var id in conversationIds)
        {
            if (await OldLogReader.ReadAsync(db, id, cancellationToken) is not { } log)
                continue;
            var cases = EstimatedCases.Of(log);
            db.Cases.AddRange(cases.Cases);
            await db.SaveChangesAsync(cancellationToken);
            foreach (var turns in cases.OfTurn.GroupBy(pair => pair.Value.Id, pair => pair.Key))
            {
                var first = turns.ToList();
                await db.Turns.Where(t => t.ConversationId == id && first.Contains(t.FirstSequence))
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.CaseId, turns.Key), cancellationToken);
            }

            foreach (var (handover, one) in cases.OfHandover)
                await db.Handovers.Where(h => h.Id == handover)
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.CaseId, one.Id), cancellationToken);
            if (cases.Open is { } open)
                await db.Conversations.Where(c => c.Id == id && EF.Property<long?>(c, "CaseId") == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => EF.Property<long?>(c, "CaseId"), open.Id), cancellationToken);
            made += cases.Cases.Count;
            db.ChangeTracker.Clear();
        }

        return made;
    }
}
