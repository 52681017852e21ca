using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Web.Desk.SignIn;

internal static class SignOutEndpoint
{
    public const string Path = "/desk/sign-out";

    /// <summary>
    /// A form post with its token, so that no other page can sign an agent out. Every session of the agent ends, here and elsewhere.
    /// </summary>
    public static void MapSignOut(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, async (HttpContext context, IAntiforgery antiforgery, SignInManager<Agent> signIn, AgentAccounts accounts) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.Redirect("/desk");
            if (await signIn.UserManager.GetUserAsync(context.User) is { } agent)
                await accounts.EndSessionsAsync(AuditActor.Of(agent, context.Connection.RemoteIpAddress?.ToString()), agent.Id,
                    context.RequestAborted);
            await signIn.SignOutAsync();
            return Results.Redirect("/desk/sign-in");
        }).DisableAntiforgery().AllowAnonymous().ExcludeFromDescription();
}
