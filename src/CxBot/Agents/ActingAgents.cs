using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Agents;

/// <summary>
/// Whether an agent may act now. Asked of the database inside the transaction of each act: an open desk still believes what was true when
/// it was opened.
/// </summary>
public static class ActingAgents
{
    /// <summary>The agent is there and not disabled.</summary>
    /// <exception cref="AgentShutOutException">They are not; nothing of the act is stored.</exception>
    public static async Task RequireAsync(CxBotDbContext db, string agentId, CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(agent => agent.Id == agentId && !agent.Disabled, cancellationToken))
            throw new AgentShutOutException(agentId);
    }

    /// <summary>The agent is there, not disabled, and an administrator.</summary>
    /// <exception cref="AgentShutOutException">They are not; nothing of the act is stored.</exception>
    public static async Task RequireAdministratorAsync(CxBotDbContext db, string agentId, CancellationToken cancellationToken)
    {
        if (!await Administrators(db).AnyAsync(agent => agent.Id == agentId && !agent.Disabled, cancellationToken))
            throw new AgentShutOutException(agentId);
    }

    /// <summary>Everyone with the role, disabled or not.</summary>
    public static IQueryable<Agent> Administrators(CxBotDbContext db) =>
        from agent in db.Users
        join held in db.UserRoles on agent.Id equals held.UserId
        join role in db.Roles on held.RoleId equals role.Id
        where role.Name == AgentRoles.Administrator
        select agent;
}

/// <summary>The agent was disabled, or has no longer the role that the act needs.</summary>
public sealed class AgentShutOutException(string agentId) : ConversationConflictException($"Agent {agentId} may not do this any more.");
