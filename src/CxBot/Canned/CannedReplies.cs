using CxBot.Agents;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Canned;

/// <summary>
/// The replies that agents keep ready. Each agent has their own, which nobody else sees; what all share is what the shop says, and only
/// administrators change it.
/// </summary>
public sealed class CannedReplies(Writer writer, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>How many one agent may have, and how many may be shared.</summary>
    public const int MaxPerOwner = 1_000;

    /// <summary>What an agent can call: their own and the shared ones, the most used first.</summary>
    public async Task<IReadOnlyList<CannedReply>> ListAsync(string agentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CannedReplies.AsNoTracking().Where(c => c.OwnerId == agentId || c.OwnerId == CannedReply.Shared)
            .OrderByDescending(c => c.Uses).ThenBy(c => c.Key).ThenBy(c => c.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps a new one, or a change.</summary>
    /// <returns>What is wrong; null where it is kept.</returns>
    /// <exception cref="AgentShutOutException">The agent is disabled, or it is shared and they are no administrator.</exception>
    public async Task<CannedProblem?> SaveAsync(Agent agent, CannedDraft draft, CancellationToken cancellationToken)
    {
        var tidied = draft.Tidied();
        if (tidied.Problem is { } problem)
            return problem;
        return await KeepAsync(agent, tidied.IsShared, tidied.Shortcut, tidied.Id, (db, owner, token) => tidied.Id is { } id
            ? ChangeAsync(db, owner, id, tidied, token)
            : AddAsync(db, owner, tidied, uses: 0, token), cancellationToken);
    }

    /// <summary>Takes one away.</summary>
    /// <returns>What was taken away, for <see cref="RestoreAsync"/>; null where it was not there.</returns>
    /// <exception cref="AgentShutOutException">The agent is disabled, or it is shared and they are no administrator.</exception>
    public Task<CannedReply?> DeleteAsync(Agent agent, CannedReply reply, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
        {
            var owner = await OwnerAsync(db, agent, reply.IsShared, token);
            if (await db.CannedReplies.SingleOrDefaultAsync(c => c.Id == reply.Id && c.OwnerId == owner, token) is not { } found)
                return null;
            db.CannedReplies.Remove(found);
            await db.SaveChangesAsync(token);
            return found;
        }, cancellationToken);

    /// <summary>Puts back what was taken away, with its uses.</summary>
    /// <returns>What is wrong; null where it is back.</returns>
    /// <exception cref="AgentShutOutException">The agent is disabled, or it is shared and they are no administrator.</exception>
    public Task<CannedProblem?> RestoreAsync(Agent agent, CannedReply deleted, CancellationToken cancellationToken)
    {
        var draft = new CannedDraft(null, 0, deleted.IsShared, deleted.Shortcut, deleted.Title, deleted.Text);
        return KeepAsync(agent, deleted.IsShared, deleted.Shortcut, null,
            (db, owner, token) => AddAsync(db, owner, draft, deleted.Uses, token), cancellationToken);
    }

    /// <summary>Counts that these were sent. Called inside the transaction of the reply.</summary>
    internal static Task CountAsync(CxBotDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        db.CannedReplies.Where(c => ids.Contains(c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Uses, c => c.Uses + 1), cancellationToken);

    private async Task<CannedProblem?> KeepAsync(Agent agent, bool isShared, string shortcut, long? id,
        Func<CxBotDbContext, string, CancellationToken, Task<CannedProblem?>> keep, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.RunAsync(async (db, token) =>
            {
                var owner = await OwnerAsync(db, agent, isShared, token);
                var key = CannedDraft.KeyOf(shortcut);
                return await db.CannedReplies.AnyAsync(c => c.OwnerId == owner && c.Key == key && c.Id != id, token)
                    ? CannedProblem.ShortcutTaken
                    : await keep(db, owner, token);
            }, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return CannedProblem.ChangedMeanwhile;
        }
        catch (DbUpdateException failure) when (StorageFaults.Find(failure) is null)
        {
            // Another process kept the same shortcut in this moment: the unique key decided.
            return CannedProblem.ShortcutTaken;
        }
    }

    private async Task<CannedProblem?> ChangeAsync(CxBotDbContext db, string owner, long id, CannedDraft draft,
        CancellationToken cancellationToken)
    {
        if (await db.CannedReplies.SingleOrDefaultAsync(c => c.Id == id && c.OwnerId == owner, cancellationToken) is not { } reply)
            return CannedProblem.Gone;
        if (reply.Version != draft.Version)
            return CannedProblem.ChangedMeanwhile;
        (reply.Shortcut, reply.Key) = (draft.Shortcut, CannedDraft.KeyOf(draft.Shortcut));
        (reply.Title, reply.Text) = (draft.Title!, draft.Text);
        (reply.Version, reply.ChangedAt) = (reply.Version + 1, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private async Task<CannedProblem?> AddAsync(CxBotDbContext db, string owner, CannedDraft draft, int uses,
        CancellationToken cancellationToken)
    {
        if (await db.CannedReplies.CountAsync(c => c.OwnerId == owner, cancellationToken) >= MaxPerOwner)
            return CannedProblem.TooMany;
        db.CannedReplies.Add(new CannedReply
        {
            OwnerId = owner,
            Shortcut = draft.Shortcut,
            Key = CannedDraft.KeyOf(draft.Shortcut),
            Title = draft.Title!,
            Text = draft.Text,
            Uses = uses,
            ChangedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private static async Task<string> OwnerAsync(CxBotDbContext db, Agent agent, bool isShared, CancellationToken cancellationToken)
    {
        if (isShared)
            await ActingAgents.RequireAdministratorAsync(db, agent.Id, cancellationToken);
        else
            await ActingAgents.RequireAsync(db, agent.Id, cancellationToken);
        return isShared ? CannedReply.Shared : agent.Id;
    }
}
