using CxBot.Agents;
using CxBot.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Accounts;

/// <summary>How agents come by a password: a link that an administrator hands on, or a change of their own.</summary>
public sealed class AgentPasswords(AccountActs acts, IServiceScopeFactory scopes, SignInGuard guard)
{
    /// <summary>The longest password, in characters: hashing is work, and a stranger must not choose how much.</summary>
    public const int Longest = 256;

    private const string Provider = "cxbot";
    private const string LinkId = "password-link";

    /// <summary>
    /// A one-time code with which the agent sets a password: for an invitation, and for one who forgot. The one before it works no more.
    /// </summary>
    /// <returns>Null where there is no such agent, the agent is disabled, or whoever asks may not.</returns>
    public async Task<string?> LinkCodeAsync(AuditActor by, string agentId, CancellationToken cancellationToken)
    {
        string? code = null;
        var problem = await acts.ChangeAsync(by, agentId, ownToo: false, async (work, agent) =>
        {
            if (agent.Disabled)
                return AccountProblem.NotFound;
            var id = Guid.NewGuid().ToString("N");
            var kept = await work.Users.SetAuthenticationTokenAsync(agent, Provider, LinkId, id);
            code = await work.Users.GenerateUserTokenAsync(agent, work.Users.Options.Tokens.PasswordResetTokenProvider, Purpose(id));
            work.Tell(AuditActs.PasswordLinkMade, agent);
            return AgentAccounts.Left(kept);
        }, cancellationToken);
        return problem is null ? code : null;
    }

    /// <summary>Whose code this is; null where it is nobody's any more.</summary>
    public async Task<Agent?> FindByLinkAsync(string agentId, string code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Agent>>();
        return await users.FindByIdAsync(agentId) is { } agent && await IsGoodAsync(users, agent, code) ? agent : null;
    }

    /// <summary>Sets the password by a code, which then works no more. Every session ends.</summary>
    public Task<AccountProblem?> UseLinkAsync(string agentId, string code, string password, string? address,
        CancellationToken cancellationToken) =>
        acts.ChangeAsync(AuditActor.Stranger(address), agentId, ownToo: true, async (work, agent) =>
        {
            if (!await IsGoodAsync(work.Users, agent, code))
                return AccountProblem.LinkInvalid;
            if (await SetAsync(work.Users, agent, password) is { } problem)
                return problem;
            await work.Users.RemoveAuthenticationTokenAsync(agent, Provider, LinkId);
            // Whoever was held up for wrong codes has now been let in by an administrator.
            await work.Users.SetLockoutEndDateAsync(agent, null);
            await work.Users.ResetAccessFailedCountAsync(agent);
            work.Tell(AuditActs.PasswordLinkUsed, agent);
            return null;
        }, cancellationToken);

    /// <summary>Changes one's own password, for the old one. Every session ends.</summary>
    public async Task<AccountProblem?> ChangeAsync(AuditActor by, string old, string password, CancellationToken cancellationToken) =>
        await ProveAsync(by.Id!, by.Address, old, cancellationToken)
        ?? await acts.ChangeAsync(by, by.Id!, ownToo: true, async (work, agent) =>
        {
            work.Tell(AuditActs.PasswordChanged, agent);
            return await SetAsync(work.Users, agent, password);
        }, cancellationToken);

    /// <summary>Whether somebody at an open desk still knows its agent's password. Slowed down like a sign-in.</summary>
    public async Task<AccountProblem?> ProveAsync(string agentId, string? address, string password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (guard.MustWait(address, agentId))
            return AccountProblem.TooManyTries;
        if (password.Length > Longest)
            return AccountProblem.PasswordWrong;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Agent>>();
        if (await users.FindByIdAsync(agentId) is { Disabled: false } agent && await users.CheckPasswordAsync(agent, password))
        {
            guard.Passed(address, agentId);
            return null;
        }
        guard.Failed(address, agentId);
        return AccountProblem.PasswordWrong;
    }

    private static async Task<AccountProblem?> SetAsync(UserManager<Agent> users, Agent agent, string password) =>
        password.Length > Longest ? AccountProblem.PasswordTooLong
            : AgentAccounts.Left(await users.ResetPasswordAsync(agent, await users.GeneratePasswordResetTokenAsync(agent), password));

    private static async Task<bool> IsGoodAsync(UserManager<Agent> users, Agent agent, string code) =>
        !agent.Disabled && await users.GetAuthenticationTokenAsync(agent, Provider, LinkId) is { } id
        && await users.VerifyUserTokenAsync(agent, users.Options.Tokens.PasswordResetTokenProvider, Purpose(id), code);

    private static string Purpose(string linkId) => $"{LinkId}:{linkId}";
}
