using CxBot.Agents;
using CxBot.Handover.Hours;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Handover;

/// <summary>Who of the team is at the desk, and when the team is there at all.</summary>
public sealed class TeamPresence(IOptions<HandoverOptions> options, TimeProvider time)
{
    public OpeningHours Hours { get; } = new(options.Value);

    /// <summary>Whether any agent is at an open desk and not away.</summary>
    public Task<bool> AnyPresentAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        Present(db.Users).AnyAsync(cancellationToken);

    /// <summary>Those at an open desk and not away.</summary>
    public IQueryable<Agent> Present(IQueryable<Agent> agents)
    {
        var now = time.GetUtcNow();
        var (since, until) = (now - AgentPresence.DeskGoneAfter, now + AgentPresence.DeskGoneAfter);
        // Seen later than now was seen before the clock was set back.
        return agents.Where(agent => !agent.Disabled && !agent.Away && agent.LastSeenAt >= since && agent.LastSeenAt <= until);
    }
}
