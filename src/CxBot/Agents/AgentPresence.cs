using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CxBot.Agents;

/// <summary>
/// The signs of life of an agent's open desks. <see cref="TeamPresence"/> reads the last one, and each <see cref="PresenceSpan"/> keeps
/// what was.
/// </summary>
public sealed class AgentPresence(Writer writer, TimeProvider time)
{
    /// <summary>How often an open desk says that it is there.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>A desk that has been silent for longer than this is gone.</summary>
    public static readonly TimeSpan DeskGoneAfter = TimeSpan.FromSeconds(60);

    /// <summary>A desk of this agent is open now. Several may be.</summary>
    public Task SeenAsync(string agentId, CancellationToken cancellationToken) =>
        SignAsync(agentId, (agent, now) => agent.SetProperty(a => a.LastSeenAt, now), cancellationToken);

    /// <summary>A desk of this agent is in front now, or has gone to the back. While one is, no phone rings.</summary>
    public Task LooksAsync(string agentId, bool inFront, CancellationToken cancellationToken) => inFront
        ? SignAsync(agentId, (agent, now) => agent.SetProperty(a => a.LastSeenAt, now).SetProperty(a => a.LookedAt, now), cancellationToken)
        // No sign of life: what goes to the back may be closing.
        : writer.RunAsync((db, token) => Acting(db, agentId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LookedAt, (DateTimeOffset?)null), token), cancellationToken);

    /// <summary>The agent is here, or away: said at a desk that is open.</summary>
    public Task SetAwayAsync(string agentId, bool away, CancellationToken cancellationToken) =>
        SignAsync(agentId, (agent, _) => agent.SetProperty(a => a.Away, away), cancellationToken);

    private static IQueryable<Agent> Acting(CxBotDbContext db, string agentId) => db.Users.Where(a => a.Id == agentId && !a.Disabled);

    private Task SignAsync(string agentId, Action<UpdateSettersBuilder<Agent>, DateTimeOffset> update,
        CancellationToken cancellationToken) => writer.RunAsync(async (db, token) =>
    {
        var now = time.GetUtcNow();
        if (await Acting(db, agentId).ExecuteUpdateAsync(set => update(set, now), token) > 0)
            await PresenceSpan.LivesAsync(db, agentId, now, token);
    }, cancellationToken);
}
