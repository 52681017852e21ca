using System.Security.Claims;
using CxBot.Agents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>The session was begun with a second step, where one is demanded.</summary>
public sealed class TwoFactorRequirement : IAuthorizationRequirement;

/// <summary>Lets those in of whom no second step is demanded, and those who took it.</summary>
public sealed class TwoFactorHandler(IOptions<DeskOptions> desk) : AuthorizationHandler<TwoFactorRequirement>
{
    /// <summary>What Identity writes into a session that was begun with a second step.</summary>
    public static readonly Claim Taken = new("amr", "mfa");

    /// <summary>Whether a second step is demanded of this agent, and was not taken.</summary>
    public static bool Lacks(ClaimsPrincipal user, DeskOptions desk) => desk.Demands(user.IsInRole(AgentRoles.Administrator))
        && !user.HasClaim(Taken.Type, Taken.Value);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, TwoFactorRequirement requirement)
    {
        if (!Lacks(context.User, desk.Value))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
