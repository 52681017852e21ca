using CxBot.Conversations;
using CxBot.Reports.Facts;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Demo.Rows;

/// <summary>Removes the rows of a demo, piece by piece. Each is called inside a <see cref="Writer"/> command.</summary>
internal static class DemoRest
{
    private const int CasesAtOnce = 500;

    /// <summary>Conversations, with all that hangs on them and all that was counted of them.</summary>
    public static async Task RemoveAsync(CxBotDbContext db, IReadOnlyList<ConversationId> ids, CancellationToken cancellationToken)
    {
        var cases = await db.Cases.Where(c => ids.Contains(c.ConversationId)).Select(c => c.Id).ToListAsync(cancellationToken);
        await FactsWriter.RemoveAsync(db, cases, cancellationToken);
        // Before the entries: whoever indexes one of them waits at its mark, and finds it gone.
        await db.SearchMarks.Where(m => ids.Contains(m.ConversationId)).ExecuteDeleteAsync(cancellationToken);
        await db.SearchEntries.Where(e => ids.Contains(e.ConversationId)).ExecuteDeleteAsync(cancellationToken);
        await db.Conversations.IgnoreQueryFilters().Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What is left of what was counted: of erased conversations, and the days, months and names that nothing needs any
    /// more.</summary>
    public static async Task RemoveCountedAsync(CxBotDbContext db, IReadOnlyList<long> cases, CancellationToken cancellationToken)
    {
        foreach (var some in cases.Chunk(CasesAtOnce))
            await FactsWriter.RemoveAsync(db, [.. some], cancellationToken);
        await RollupWriter.RemoveEmptyAsync(db, cancellationToken);
        await FactName.RemoveUnusedAsync(db, cancellationToken);
    }

    /// <summary>Everything else: the customers, the agents, the label, and with them the mark itself.</summary>
    public static async Task RemoveAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        // What is counted or done alone for a conversation bears its name.
        await db.ModelCalls.Where(c => c.Limit.Contains(DemoMark.Prefix)).ExecuteDeleteAsync(cancellationToken);
        await db.Leases.Where(l => l.Name.Contains(DemoMark.Prefix)).ExecuteDeleteAsync(cancellationToken);
        await db.PresenceSpans.Where(s => DemoTeam.Ids.Contains(s.AgentId)).ExecuteDeleteAsync(cancellationToken);
        await db.Users.Where(a => DemoTeam.Ids.Contains(a.Id)).ExecuteDeleteAsync(cancellationToken);
        var labels = await DemoMark.LabelsAsync(db, cancellationToken);
        // One that the team has put on something of its own meanwhile is the team's.
        await db.Labels.Where(l => labels.Contains(l.Id) && !db.ConversationLabels.Any(one => one.LabelId == l.Id))
            .ExecuteDeleteAsync(cancellationToken);
        // Whoever was joined with somebody real is real.
        await db.Customers.Where(c => DemoMark.Customers(db).Contains(c.Id)
                && !db.Conversations.IgnoreQueryFilters().Any(v => v.CustomerId == c.Id)
                && !db.CustomerIdentities.Any(i => i.CustomerId == c.Id && i.Channel != DemoMark.Channel))
            .ExecuteDeleteAsync(cancellationToken);
        await db.CustomerIdentities.Where(i => i.Channel == DemoMark.Channel).ExecuteDeleteAsync(cancellationToken);
    }
}
