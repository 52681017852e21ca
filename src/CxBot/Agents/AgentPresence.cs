using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Agents;

/// <summary>The signs of life of an agent's open desks; <see cref="TeamPresence"/> reads them.</summary>
public sealed class AgentPresence(Writer writer, TimeProvider time)
{
    /// <summary>How often an open desk says that it is there.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>A desk of this agent is open now. Several may be.</summary>
    public Task SeenAsync(string agentId, CancellationToken cancellationToken) => writer.RunAsync((db, token) =>
    {
        var now = time.GetUtcNow();
        return db.Users.Where(a => a.Id == agentId && !a.Disabled)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, now), token);
    }, cancellationToken);

    /// <summary>A desk of this agent is in front now, or has gone to the back. While one is, no phone rings.</summary>
    public Task LooksAsync(string agentId, bool inFront, CancellationToken cancellationToken) => writer.RunAsync((db, token) =>
    {
        var now = time.GetUtcNow();
        return inFront
            ? db.Users.Where(a => a.Id == agentId && !a.Disabled)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, now).SetProperty(a => a.LookedAt, now), token)
            : db.Users.Where(a => a.Id == agentId && !a.Disabled)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LookedAt, (DateTimeOffset?)null), token);
    }, cancellationToken);

    /// <summary>The agent is here, or away.</summary>
    public Task SetAwayAsync(string agentId, bool away, CancellationToken cancellationToken) => writer.RunAsync((db, token) =>
        db.Users.Where(a => a.Id == agentId && !a.Disabled).ExecuteUpdateAsync(set => set.SetProperty(a => a.Away, away), token),
        cancellationToken);
}
