using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>
/// What happens to the desk's cookie: it says when its session began, and each request asks whether the session still stands, so that a
/// kept copy is worth nothing.
/// </summary>
public sealed class DeskCookie(DeskSessions sessions, IOptions<DeskOptions> desk) : CookieAuthenticationEvents
{
    public override Task SigningIn(CookieSigningInContext context)
    {
        if (context.Principal?.Identity is ClaimsIdentity identity && !identity.HasClaim(claim => claim.Type == DeskSessions.BeganClaim))
            identity.AddClaim(sessions.Begins());
        return base.SigningIn(context);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await sessions.StandsAsync(context.Principal!, context.HttpContext.RequestAborted))
            return;
        if (await sessions.IsDisabledAsync(context.Principal!, context.HttpContext.RequestAborted))
            context.HttpContext.Items[DeskLinks.Disabled] = true;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Who was signed in until an administrator disabled the account reads that, and not an empty form.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.Items.ContainsKey(DeskLinks.Disabled))
            context.RedirectUri = QueryHelpers.AddQueryString(context.RedirectUri, "why", DeskLinks.Disabled);
        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (TwoFactorHandler.Lacks(context.HttpContext.User, desk.Value))
            context.RedirectUri = TwoFactorPage.Path;
        return base.RedirectToAccessDenied(context);
    }
}
