using CxBot.Agents;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Accounts;

/// <summary>Acts on accounts. Each is one transaction: who acts is asked in it, and its line of the audit log is in it.</summary>
/// <remarks>Each has a scope of its own: a desk's circuit lives for hours, and Identity's stores must not.</remarks>
public sealed class AccountActs(IServiceScopeFactory scopes, AuditLog audit)
{
    /// <summary>Runs an act; nothing of it is stored where it names a problem.</summary>
    /// <param name="by">Who acts: an administrator, or nobody of the desk (the command line, the first administrator's link).</param>
    /// <param name="own">An agent who may act too, because it is their own; null for none.</param>
    public async Task<AccountProblem?> RunAsync(AuditActor by, string? own, Func<AccountWork, Task<AccountProblem?>> act,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CxBotDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (by.Id is { } id && !await MayAsync(db, id, own, cancellationToken))
            return AccountProblem.NotAllowed;
        var work = new AccountWork(db, scope.ServiceProvider.GetRequiredService<UserManager<Agent>>(),
            scope.ServiceProvider.GetRequiredService<IUserStore<Agent>>(),
            scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>(), audit, by);
        if (await act(work) is { } problem)
            return problem;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>The same, on an agent who must be there.</summary>
    /// <param name="ownToo">Whether agents may do it to themselves.</param>
    public Task<AccountProblem?> ChangeAsync(
        AuditActor by, string agentId, bool ownToo, Func<AccountWork, Agent, Task<AccountProblem?>> change,
        CancellationToken cancellationToken) =>
        RunAsync(by, ownToo ? agentId : null, async work => await work.Users.FindByIdAsync(agentId) is { } agent
            ? await change(work, agent) : AccountProblem.NotFound, cancellationToken);

    private static async Task<bool> MayAsync(CxBotDbContext db, string id, string? own, CancellationToken cancellationToken)
    {
        try
        {
            if (id == own)
                await ActingAgents.RequireAsync(db, id, cancellationToken);
            else
                await ActingAgents.RequireAdministratorAsync(db, id, cancellationToken);
            return true;
        }
        catch (AgentShutOutException)
        {
            return false;
        }
    }
}

/// <summary>What one act works with.</summary>
public sealed record AccountWork(CxBotDbContext Db, UserManager<Agent> Users, IUserStore<Agent> Store, RoleManager<IdentityRole> Roles,
    AuditLog Audit, AuditActor By)
{
    /// <summary>A line of the audit log about this agent; stored with the act.</summary>
    public void Tell(string act, Agent agent, params ReadOnlySpan<(string Name, string? Value)> details) =>
        Audit.Add(Db, act, By, AuditSubject.Agent(agent.Id), details);
}
