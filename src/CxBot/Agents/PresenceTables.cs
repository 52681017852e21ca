using Microsoft.EntityFrameworkCore;

namespace CxBot.Agents;

/// <summary>How it is stored when agents were at the desk.</summary>
public static class PresenceTables
{
    // The agent's id is no foreign key: what somebody did stays in the figures when the account goes.
    public static void Configure(ModelBuilder builder) => builder.Entity<PresenceSpan>(span =>
    {
        span.HasKey(s => new { s.AgentId, s.From });
        span.HasIndex(s => new { s.AgentId, s.To });
        span.HasIndex(s => s.From);
    });
}
