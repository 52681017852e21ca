using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CxBot.Web.Desk.SignIn;

/// <summary>Looks, while a desk is open, whether its session still stands: a circuit outlives the cookie it came with.</summary>
public sealed class DeskAuthentication(ILoggerFactory loggers, DeskSessions sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => DeskSessions.LookEvery;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState,
        CancellationToken cancellationToken) =>
        sessions.StillStandsAsync(authenticationState.User, cancellationToken);
}
