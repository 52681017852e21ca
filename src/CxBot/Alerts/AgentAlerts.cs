using CxBot.Agents;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Alerts;

/// <summary>What agents have looked at, and how they want to be called.</summary>
public sealed class AgentAlerts(Writer writer, Feed feed, IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>A conversation was on this agent's screen as far as this place in its log, whoever has it.</summary>
    public async Task LookedAsync(ConversationId conversationId, string agentId, long sequence, CancellationToken cancellationToken)
    {
        var news = await writer.RunAsync((db, token) => AgentSeen.MarkAsync(db, agentId, conversationId, sequence, token),
            cancellationToken);
        if (news)
            feed.Publish(conversationId);
    }

    /// <summary>How an agent wants to be called.</summary>
    public async Task<AlertChoices> ChoicesAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AlertChoices.AsNoTracking().SingleOrDefaultAsync(choices => choices.AgentId == agentId, cancellationToken)
            ?? new AlertChoices { AgentId = agentId };
    }

    /// <summary>The same for calling them now: asked anew, because "away" may have been pressed in another window.</summary>
    /// <returns>Null while they are away, or disabled.</returns>
    public async Task<AlertChoices?> NowAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var here = await db.Users.AsNoTracking().Where(agent => agent.Id == agentId && !agent.Disabled && !agent.Away)
            .Select(agent => new { Choices = db.AlertChoices.FirstOrDefault(choices => choices.AgentId == agent.Id) })
            .SingleOrDefaultAsync(cancellationToken);
        return here is null ? null : here.Choices ?? new AlertChoices { AgentId = agentId };
    }

    /// <summary>Changes it, for all of the agent's desks.</summary>
    /// <exception cref="AgentShutOutException">The agent is disabled.</exception>
    public Task<AlertChoices> ChooseAsync(string agentId, Action<AlertChoices> change, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agentId, token);
            var choices = await db.AlertChoices.SingleOrDefaultAsync(one => one.AgentId == agentId, token);
            if (choices is null)
                db.AlertChoices.Add(choices = new AlertChoices { AgentId = agentId });
            change(choices);
            await db.SaveChangesAsync(token);
            return choices;
        }, cancellationToken);
}
