using CxBot.Accounts;
using CxBot.ApiKeys;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.OneConversation.Acts;
using CxBot.Web.Desk.SignIn;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.Reports.Sharing;

public sealed partial class KeyCard
{
    private static readonly DialogOptions Options =
        new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true };

    private IReadOnlyList<ApiKey>? _keys;
    private Dictionary<string, string> _agents = [];

    [Inject] private ApiKeyActs Keys { get; set; } = null!;
    [Inject] private AgentAccounts Accounts { get; set; } = null!;
    [Inject] private FreshPassword Fresh { get; set; } = null!;
    [Inject] private ConversationActs Acts { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private string Address => Navigation.ToAbsoluteUri($"{InterfacePaths.Api}/reports").AbsoluteUri;

    protected override async Task OnInitializedAsync()
    {
        _agents = (await Accounts.ListAsync(default)).ToDictionary(one => one.Agent.Id, one => one.Agent.DisplayName);
        _keys = await Keys.ListAsync(default);
    }

    private string Scopes(ApiKey key) =>
        string.Join(", ", key.Scopes.Split(' ').Select(scope => Words.Find("ApiScope_" + scope) ?? scope));

    private string Maker(ApiKey key) =>
        key.MadeById is { } id ? _agents.GetValueOrDefault(id) ?? Words["ReportFormerAgent"] : Words["AuditCommandLine"];

    /// <summary>A key gives whoever has it what it opens: it is made by who has just proved who they are.</summary>
    private async Task MakeAsync()
    {
        if (!await Fresh.AskAsync())
            return;
        var shown = await Dialogs.ShowAsync<MakeKeyDialog>(Words["ApiKeyMake"], Options);
        if (await shown.Result is not { Canceled: false, Data: string text })
            return;
        _keys = await Keys.ListAsync(default);
        await Dialogs.ShowAsync<ShownKeyDialog>(
            Words["ApiKeyShownTitle"], new DialogParameters<ShownKeyDialog> { { d => d.Text, text } }, Options);
    }

    private async Task RevokeAsync(ApiKey key)
    {
        var asked = await Dialogs.ShowAsync<RevokeKeyDialog>(
            Words["ApiKeyRevoke"], new DialogParameters<RevokeKeyDialog> { { d => d.Name, key.Name } }, Options);
        if (await asked.Result is not { Canceled: false })
            return;
        if (await Keys.RevokeAsync(Session.Actor, key.Id, default) is { } problem)
            Acts.Tell(Words.For(problem), Severity.Warning);
        else
            Acts.Tell(Words.Say("ApiKeyRevoked", key.Name));
        _keys = await Keys.ListAsync(default);
    }
}
