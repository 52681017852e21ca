using System.Security.Claims;
using CxBot.Agents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>Identity's sign-in, which a disabled agent cannot pass and in which a stranger cannot tell by the clock who has an account.</summary>
public sealed class AgentSignInManager(
    UserManager<Agent> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Agent> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Agent>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Agent> confirmation)
    : SignInManager<Agent>(users, http, claims, options, logger, schemes, confirmation)
{
    private static readonly string NobodysHash = new PasswordHasher<object>().HashPassword(new object(), Guid.NewGuid().ToString());

    public override async Task<bool> CanSignInAsync(Agent user) => !user.Disabled && await base.CanSignInAsync(user);

    public override async Task<Agent?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { Disabled: false } agent ? agent : null;

    public override Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure) =>
        SignInByEmailAsync(userName, password, isPersistent, lockoutOnFailure);

    private async Task<SignInResult> SignInByEmailAsync(string email, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (await UserManager.FindByEmailAsync(email) is { PasswordHash: not null } agent)
            return await PasswordSignInAsync(agent, password, isPersistent, lockoutOnFailure);
        // As much work as for an account that exists.
        new PasswordHasher<object>().VerifyHashedPassword(new object(), NobodysHash, password);
        return SignInResult.Failed;
    }
}
