using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Agents;

/// <summary>An agent's saved views: seen and changed by nobody else.</summary>
public sealed class SavedViews(Writer writer, IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<SavedView>> OfAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.SavedViews.AsNoTracking().Where(v => v.AgentId == agentId).OrderBy(v => v.Name).ThenBy(v => v.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Saves a view; one of the same name is replaced.</summary>
    /// <returns>False where there are too many, or the filters are longer than <see cref="SavedView.MaxQueryLength"/>.</returns>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public Task<bool> SaveAsync(SavedView view, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, view.AgentId, token);
            if (view.Query.Length > SavedView.MaxQueryLength)
                return false;
            var own = db.SavedViews.Where(v => v.AgentId == view.AgentId);
            if (await own.Where(v => v.Name == view.Name).ExecuteUpdateAsync(
                set => set.SetProperty(v => v.List, view.List).SetProperty(v => v.Query, view.Query), token) > 0)
                return true;
            if (await own.CountAsync(token) >= SavedView.MaxViews)
                return false;
            db.SavedViews.Add(view);
            await db.SaveChangesAsync(token);
            return true;
        }, cancellationToken);

    /// <summary>Takes a view away; nothing happens where it is gone, or somebody else's.</summary>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public Task RemoveAsync(long viewId, string agentId, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agentId, token);
            await db.SavedViews.Where(v => v.Id == viewId && v.AgentId == agentId).ExecuteDeleteAsync(token);
        }, cancellationToken);
}
