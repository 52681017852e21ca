using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Web.Desk.SignIn;
using MudBlazor;

namespace CxBot.Web.Desk.Team;

public sealed partial class AgentsPage
{
    private static readonly DialogOptions Options =
        new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true };
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(20);

    private IReadOnlyList<AgentListing>? _everyone;
    private ITimer? _looking;

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _looking = Time.CreateTimer(_ => InvokeAsync(ShowAsync), null, LookAgain, LookAgain);
    }

    private async Task ShowAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync() => _everyone = await Accounts.ListAsync(default);

    private bool IsPresent(Agent agent) => !agent.Disabled && !agent.Away
        && agent.LastSeenAt >= Time.GetUtcNow() - AgentPresence.DeskGoneAfter;

    private async Task InviteAsync()
    {
        var shown = await Dialogs.ShowAsync<InviteDialog>(Words["InviteTitle"], Options);
        if (await shown.Result is not { Canceled: false, Data: Agent invited })
            return;
        await ReadAsync();
        await ShowLinkAsync(invited, invited: true);
    }

    private async Task ShowLinkAsync(Agent agent, bool invited)
    {
        if (!await Fresh.AskAsync())
            return;
        if (await Passwords.LinkCodeAsync(Session.Actor, agent.Id, default) is not { } code)
        {
            Acts.Tell(Words.For(AccountProblem.NotAllowed), Severity.Warning);
            return;
        }
        var parameters = new DialogParameters<LinkDialog>
        {
            { d => d.Name, agent.DisplayName },
            { d => d.Invited, invited },
            { d => d.Address, Navigation.ToAbsoluteUri(DeskLinks.Welcome(agent.Id, code)).AbsoluteUri },
        };
        await Dialogs.ShowAsync<LinkDialog>(Words[invited ? "InviteLinkTitle" : "ResetLinkTitle"], parameters, Options);
    }

    private async Task EditAsync(Agent agent)
    {
        var shown = await Dialogs.ShowAsync<EditDialog>(Words["EditTitle"], new DialogParameters<EditDialog> { { d => d.Agent, agent } },
            Options);
        await shown.Result;
        await ReadAsync();
        if (_everyone!.FirstOrDefault(one => one.Agent.Id == Session.Agent.Id) is { } me)
            Session.Became(me.Agent.DisplayName, me.Agent.PhotoId);
    }

    private async Task DisableAsync(Agent agent)
    {
        if (await ActAsync(() => Accounts.DisableAsync(Session.Actor, agent.Id, default)))
            Acts.Tell(Words.Say("AgentDisabled", agent.DisplayName), Severity.Normal, Words["Undo"], async () =>
            {
                await Accounts.EnableAsync(Session.Actor, agent.Id, default);
                await InvokeAsync(ShowAsync);
            });
    }

    private async Task ResetTwoFactorAsync(Agent agent)
    {
        if (await ProvenAsync(() => TwoFactor.TurnOffAsync(Session.Actor, agent.Id, default)))
            Acts.Tell(Words.Say("TwoFactorWasReset", agent.DisplayName));
    }

    /// <summary>What gives power over another's account is done by who has just proved who they are.</summary>
    private async Task<bool> ProvenAsync(Func<Task<AccountProblem?>> act)
    {
        if (await Fresh.AskAsync())
            return await ActAsync(act);
        await ReadAsync();
        return false;
    }

    private async Task<bool> ActAsync(Func<Task<AccountProblem?>> act)
    {
        var problem = await act();
        if (problem is { } why)
            Acts.Tell(Words.For(why), Severity.Warning);
        await ReadAsync();
        return problem is null;
    }

    public void Dispose() => _looking?.Dispose();
}
