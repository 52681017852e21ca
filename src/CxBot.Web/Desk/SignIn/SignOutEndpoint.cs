using CxBot.Agents;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Web.Desk.SignIn;

internal static class SignOutEndpoint
{
    public const string Path = "/desk/sign-out";

    /// <summary>A form post with its token, so that no other page can sign an agent out.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, async (HttpContext context, IAntiforgery antiforgery, SignInManager<Agent> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.Redirect("/desk");
            await signIn.SignOutAsync();
            return Results.Redirect("/desk/sign-in");
        }).DisableAntiforgery().AllowAnonymous().ExcludeFromDescription();
}
