using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.SignIn;

public sealed partial class TwoFactorPage
{
    public const string Path = "/desk/two-factor";

    private IReadOnlyList<string> _codes = [];
    private string? _key;
    private string? _error;
    private bool _demanded;
    private bool _asks;

    [SupplyParameterFromForm] private string? Code { get; set; }
    [SupplyParameterFromForm] private string? Password { get; set; }
    [SupplyParameterFromForm] private string? OffPassword { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    /// <summary>The desk lets this agent no further than here.</summary>
    private bool Stranded => TwoFactorHandler.Lacks(Http.User, Desk.Value);

    protected override async Task OnInitializedAsync()
    {
        if (!await Session.LoadAsync(Http.User, Http.RequestAborted))
        {
            Navigation.NavigateTo($"/desk/sign-in?to={Uri.EscapeDataString(Path)}");
            return;
        }
        _demanded = Desk.Value.Demands(Session.IsAdministrator);
        _asks = Sessions.Age(Http.User) > FreshPassword.GoodFor;
        _key = await TwoFactor.KeyAsync(Session.Agent.Id, Http.RequestAborted);
    }

    private async Task TurnOnAsync()
    {
        if (_asks && !await ProvesAsync(Password))
            return;
        (_codes, var problem) = await TwoFactor.TurnOnAsync(Session.Actor, Code ?? "", Http.RequestAborted);
        if (problem is { } why)
            _error = Words.For(why);
        else
            await GoOnAsync(withSecondStep: true);
    }

    private async Task NewCodesAsync()
    {
        if (await ProvesAsync(Password))
            _codes = await TwoFactor.NewCodesAsync(Session.Actor, Http.RequestAborted);
    }

    private async Task TurnOffAsync()
    {
        if (_demanded || !await ProvesAsync(OffPassword))
            return;
        if (await TwoFactor.TurnOffAsync(Session.Actor, Session.Agent.Id, Http.RequestAborted) is { } why)
        {
            _error = Words.For(why);
            return;
        }
        await GoOnAsync(withSecondStep: false);
        Navigation.NavigateTo("/desk/profile");
    }

    /// <summary>Every session has ended; this one begins anew.</summary>
    private async Task GoOnAsync(bool withSecondStep)
    {
        if (await Manager.UserManager.FindByIdAsync(Session.Agent.Id) is { } agent)
            await Manager.SignInWithClaimsAsync(agent, isPersistent: true, withSecondStep ? [TwoFactorHandler.Taken] : []);
    }

    private async Task<bool> ProvesAsync(string? password)
    {
        if (await Passwords.ProveAsync(Session.Agent.Id, Session.Address, password ?? "", Http.RequestAborted) is not { } why)
            return true;
        _error = Words.For(why);
        return false;
    }

    private string Address(string secret)
    {
        var (issuer, account) = (Uri.EscapeDataString("CxBot " + Http.Request.Host.Host), Uri.EscapeDataString(Session.Agent.Email!));
        return $"otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&digits=6";
    }

    private static string Grouped(string secret) => string.Join(' ', secret.Chunk(4).Select(four => new string(four)));
}
