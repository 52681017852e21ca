using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace CxBot.Web.Desk.SignIn;

/// <summary>
/// Asks for the password again before what gives power over another's account, where the last proof is older than five minutes: a desk is
/// left open, and a session can be stolen.
/// </summary>
public sealed class FreshPassword(AuthenticationStateProvider authentication, DeskSessions sessions, IDialogService dialogs,
    DeskWords words, TimeProvider time)
{
    /// <summary>How long a proof counts.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    private static readonly DialogOptions Options =
        new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true };

    private DateTimeOffset? _provedAt;

    /// <summary>Whether whoever sits here has just proved who they are, or does so now.</summary>
    public async Task<bool> AskAsync()
    {
        if (sessions.Age((await authentication.GetAuthenticationStateAsync()).User) <= GoodFor || time.GetUtcNow() - _provedAt <= GoodFor)
            return true;
        var shown = await dialogs.ShowAsync<FreshPasswordDialog>(words["FreshPasswordTitle"], Options);
        if (await shown.Result is not { Canceled: false })
            return false;
        _provedAt = time.GetUtcNow();
        return true;
    }
}
