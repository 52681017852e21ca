using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>
/// Identity's sign-in, in which a stranger can tell neither by words nor by the clock who has an account, and can lock nobody out.
/// </summary>
public sealed class AgentSignInManager(
    UserManager<Agent> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Agent> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Agent>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Agent> confirmation, SignInGuard guard,
    AuditLog audit)
    : SignInManager<Agent>(users, http, claims, options, logger, schemes, confirmation)
{
    private static readonly string NobodysHash = new PasswordHasher<object>().HashPassword(new object(), Guid.NewGuid().ToString());

    private string Place => NetworkAddress.Of(Context);

    public override async Task<bool> CanSignInAsync(Agent user) => !user.Disabled && await base.CanSignInAsync(user);

    /// <summary>The first step. What is wrong with an account is said only to who knows its password.</summary>
    /// <returns><c>IsLockedOut</c> where this address must wait for this account, whether there is one or not.</returns>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (guard.MustWait(Place, userName))
            return SignInResult.LockedOut;
        var agent = await UserManager.FindByEmailAsync(userName);
        // As much work as for an account that exists.
        var right = agent is { PasswordHash: not null } ? await UserManager.CheckPasswordAsync(agent, password)
            : new PasswordHasher<object>().VerifyHashedPassword(new object(), NobodysHash, password) == PasswordVerificationResult.Success;
        if (!right || agent is null)
        {
            await FailedAsync(userName, agent);
            return SignInResult.Failed;
        }
        guard.Passed(Place, userName);
        return await ContinueAsync(agent, isPersistent);
    }

    /// <summary>Goes on for an agent who has just proved the password, or holds a link.</summary>
    public async Task<SignInResult> ContinueAsync(Agent agent, bool isPersistent)
    {
        if (agent.Disabled)
            return SignInResult.NotAllowed;
        var result = await SignInOrTwoFactorAsync(agent, isPersistent);
        if (result.Succeeded)
            await SignedInAsync(agent);
        return result;
    }

    /// <summary>The second step: six digits, or a recovery code.</summary>
    /// <returns><c>IsNotAllowed</c> where the first step must be taken again.</returns>
    public async Task<SignInResult> SecondStepAsync(string code)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { Disabled: false, TwoFactorEnabled: true } agent)
            return SignInResult.NotAllowed;
        if (await UserManager.IsLockedOutAsync(agent))
            return SignInResult.LockedOut;
        if (!await AgentTwoFactor.IsRightAsync(UserManager, agent, code) || !guard.TryUse(agent.Id, code.Trim()))
        {
            await UserManager.AccessFailedAsync(agent);
            await audit.WriteAsync(AuditActs.SignInFailed, AuditActor.Stranger(Address), AuditSubject.Agent(agent.Id), [("step", "2")],
                CancellationToken.None);
            return SignInResult.Failed;
        }
        await UserManager.ResetAccessFailedCountAsync(agent);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(agent, isPersistent: true, [TwoFactorHandler.Taken]);
        await SignedInAsync(agent);
        return SignInResult.Success;
    }

    private string? Address => Context.Connection.RemoteIpAddress?.ToString();

    private Task SignedInAsync(Agent agent) =>
        audit.WriteAsync(AuditActs.SignedIn, AuditActor.Of(agent, Address), AuditSubject.Agent(agent.Id), [], CancellationToken.None);

    private Task FailedAsync(string email, Agent? agent) =>
        audit.WriteAsync(guard.Failed(Place, email)
            ? AuditActs.SignInLocked
            : AuditActs.SignInFailed, AuditActor.Stranger(Address), agent is null
                ? null
                : AuditSubject.Agent(agent.Id), [], CancellationToken.None);
}
