using System.Security.Cryptography;
using System.Text;
using CxBot.Agents;
using CxBot.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Accounts;

/// <summary>
/// The second step of a sign-in: six digits from an app on the agent's phone (TOTP, RFC 6238), and recovery codes for the day it is lost.
/// </summary>
public sealed class AgentTwoFactor(AccountActs acts, IServiceScopeFactory scopes)
{
    private const int Codes = 10;

    // Without what is mistaken for something else: 0 O, 1 I L.
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>
    /// The key to give to the app, in Base32; made where there is none, and good for nothing until a code of it was shown.
    /// </summary>
    /// <returns>Null where the second step is on already.</returns>
    public async Task<string?> KeyAsync(string agentId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Agent>>();
        if (await users.FindByIdAsync(agentId) is not { TwoFactorEnabled: false } agent)
            return null;
        if (await users.GetAuthenticatorKeyAsync(agent) is { } had)
            return had;
        // By the store itself: the manager's way would end the session that asks.
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Agent>)scope.ServiceProvider.GetRequiredService<IUserStore<Agent>>())
            .SetAuthenticatorKeyAsync(agent, key, cancellationToken);
        return (await users.UpdateAsync(agent)).Succeeded ? key : null;
    }

    /// <summary>Turns the second step on, for a code that shows that the app has the key. Every session ends.</summary>
    /// <returns>The recovery codes, which are never shown again; or why not.</returns>
    public async Task<(IReadOnlyList<string> Codes, AccountProblem? Problem)> TurnOnAsync(AuditActor by, string code,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> made = [];
        var problem = await acts.ChangeAsync(by, by.Id!, ownToo: true, async (work, agent) =>
        {
            if (agent.TwoFactorEnabled)
                return AccountProblem.TryAgain;
            if (!await IsRightAsync(work.Users, agent, code))
                return AccountProblem.CodeWrong;
            if (AgentAccounts.Left(await work.Users.SetTwoFactorEnabledAsync(agent, true)) is { } why)
                return why;
            made = await NewCodesAsync(work, agent);
            work.Tell(AuditActs.TwoFactorOn, agent);
            return null;
        }, cancellationToken);
        return (made, problem);
    }

    /// <summary>New recovery codes; the old ones work no more.</summary>
    public async Task<IReadOnlyList<string>> NewCodesAsync(AuditActor by, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> made = [];
        await acts.ChangeAsync(by, by.Id!, ownToo: true, async (work, agent) =>
        {
            if (!agent.TwoFactorEnabled)
                return AccountProblem.TryAgain;
            made = await NewCodesAsync(work, agent);
            work.Tell(AuditActs.RecoveryCodesMade, agent);
            return null;
        }, cancellationToken);
        return made;
    }

    /// <summary>
    /// Turns it off and forgets key and codes: by the agent, or by an administrator for one whose phone is lost. Every session ends.
    /// </summary>
    public Task<AccountProblem?> TurnOffAsync(AuditActor by, string agentId, CancellationToken cancellationToken) =>
        acts.ChangeAsync(by, agentId, ownToo: true, async (work, agent) =>
    {
        await KeepAsync(work, agent, []);
        await work.Users.ResetAuthenticatorKeyAsync(agent);
        work.Tell(AuditActs.TwoFactorOff, agent);
        return AgentAccounts.Left(await work.Users.SetTwoFactorEnabledAsync(agent, false));
    }, cancellationToken);

    /// <summary>Whether six digits, or a recovery code (which is then used up), are this agent's.</summary>
    public static async Task<bool> IsRightAsync(UserManager<Agent> users, Agent agent, string code)
    {
        var plain = string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 6 && plain.All(char.IsAsciiDigit)
            ? await users.VerifyTwoFactorTokenAsync(agent, users.Options.Tokens.AuthenticatorTokenProvider, plain)
            : (await users.RedeemTwoFactorRecoveryCodeAsync(agent, Hash(plain))).Succeeded;
    }

    private static async Task<IReadOnlyList<string>> NewCodesAsync(AccountWork work, Agent agent)
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Letters, 10)).ToList();
        await KeepAsync(work, agent, codes.Select(Hash));
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    /// <summary>As hashes: Identity would keep them as they are.</summary>
    private static Task KeepAsync(AccountWork work, Agent agent, IEnumerable<string> hashes) =>
        ((IUserTwoFactorRecoveryCodeStore<Agent>)work.Store).ReplaceCodesAsync(agent, hashes, CancellationToken.None);

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
