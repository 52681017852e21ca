using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Agents;

/// <summary>
/// A time that an agent was at the desk without a break and in one state, here or away. Several desks of one agent are one presence, and
/// spans of one agent never overlap. They stay when the account goes.
/// </summary>
public sealed class PresenceSpan
{
    public required string AgentId { get; init; }

    /// <summary>The first sign of life in this state, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The last one, never before <see cref="From"/>: it moves on while a desk is open, and stays where no sign follows.</summary>
    public required DateTimeOffset To { get; set; }

    /// <summary>"Away" was set; otherwise the agent was here.</summary>
    public bool Away { get; set; }

    /// <summary>
    /// A desk of the agent is open now: the span before goes on, or another begins. Called inside a <see cref="Writer"/> command that has
    /// updated the agent's row: on PostgreSQL that row's lock keeps another process from beginning a span of the same time.
    /// </summary>
    internal static async Task LivesAsync(CxBotDbContext db, string agentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alive = now - AgentPresence.DeskGoneAfter;
        var begun = db.PresenceSpans.Where(s => s.AgentId == agentId && s.From <= now);
        var agent = db.Users.Where(a => a.Id == agentId);
        // One statement, and for nearly every sign the only one.
        if (await begun.Where(s => s.From == begun.Max(other => other.From) && s.To >= alive && s.To <= now
                && s.Away == agent.Select(a => a.Away).First())
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, now), cancellationToken) > 0)
            return;
        var last = await begun.OrderByDescending(s => s.From).FirstOrDefaultAsync(cancellationToken);
        // After the clock was set back, or beside a process whose clock is ahead, this moment is written down already.
        if (last?.To > now)
            return;
        // One that is not over was in the other state until now.
        if (last?.To >= alive)
            last.To = now;
        var away = await agent.Select(a => a.Away).SingleAsync(cancellationToken);
        if (last?.From == now)
            last.Away = away;
        else
            db.PresenceSpans.Add(new PresenceSpan { AgentId = agentId, From = now, To = now, Away = away });
        await db.SaveChangesAsync(cancellationToken);
    }
}
