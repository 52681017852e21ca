using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.OneConversation.Acts;

/// <summary>
/// What an agent does with a conversation, and what they are told: who was first where somebody was, and how to take it back where that can
/// be.
/// </summary>
public sealed class ConversationActs(HandoverQueue queue, AddressClearing clearing, DeskSession session, DeskWords words,
    ISnackbar snackbar, NavigationManager navigation)
{
    /// <summary>Takes it; the loser is told who did.</summary>
    public async Task<bool> TakeAsync(string id)
    {
        var claimed = await TryAsync(() => queue.TryClaimAsync(id, session.Agent, CancellationToken.None));
        if (claimed is null)
            return false;
        if (claimed.Won)
            navigation.NavigateTo($"desk/mine/{Uri.EscapeDataString(id)}", replace: true);
        else
            Tell(claimed.By is { } by ? words.Say("AlreadyTaken", by) : words["NoLongerWaiting"], Severity.Warning);
        return claimed.Won;
    }

    public async Task ReleaseAsync(string id)
    {
        if (await DoneAsync(() => queue.ReleaseAsync(id, session.Agent, CancellationToken.None)))
            Tell(words["Released"], Severity.Normal, words["TakeAgain"], () => TakeAsync(id));
    }

    public async Task TransferAsync(string id, Agent to)
    {
        if (!await DoneAsync(() => queue.TransferAsync(id, session.Agent, to, session.IsAdministrator, CancellationToken.None)))
            return;
        if (to.Id == session.Agent.Id)
            navigation.NavigateTo($"desk/mine/{Uri.EscapeDataString(id)}", replace: true);
        else
            Tell(words.Say("Transferred", to.DisplayName), Severity.Success);
    }

    public async Task ReturnToBotAsync(string id)
    {
        if (await DoneAsync(() => queue.ReturnToBotAsync(id, session.Agent, CancellationToken.None)))
            Tell(words["ReturnedToBot"], Severity.Success);
    }

    public async Task ResolveAsync(string id, HandoverOutcome outcome, string? note)
    {
        if (await DoneAsync(() => queue.ResolveAsync(id, session.Agent, outcome, note, CancellationToken.None)))
            Tell(words["ResolvedDone"], Severity.Success);
    }

    public async Task ResolveAddressAsync(string id)
    {
        var ended = 0;
        if (await DoneAsync(async () => ended = await clearing.ResolveAsync(id, session.Agent, session.Actor, CancellationToken.None)))
            Tell(words.Say("ResolveAddressDone", ended), Severity.Success);
    }

    public async Task BlockAsync(string id, bool blocked)
    {
        if (await DoneAsync(() => queue.BlockAsync(id, session.Agent, blocked, session.Address, CancellationToken.None)))
            Tell(words[blocked ? "Blocked" : "Unblocked"], Severity.Normal, words["Undo"], () => BlockAsync(id, !blocked));
    }

    /// <summary>Somebody else was first: said kindly, and what is shown is read anew by whoever called.</summary>
    public void TellConflict() => Tell(words["SomebodyWasFirst"], Severity.Warning);

    public void Tell(string text, Severity severity = Severity.Success, string? action = null, Func<Task>? act = null) =>
        snackbar.Add(text, severity, options =>
    {
        if (action is null)
            return;
        options.Action = action;
        options.OnClick = async _ => await act!();
    });

    /// <summary>Does something that is stored, and says so where it was not.</summary>
    public async Task<bool> DoneAsync(Func<Task> act)
    {
        var done = await TryAsync<object>(async () =>
        {
            await act();
            return act;
        });
        return done is not null;
    }

    private async Task<T?> TryAsync<T>(Func<Task<T>> act) where T : class
    {
        try
        {
            return await act();
        }
        catch (AgentShutOutException)
        {
            Tell(words["ShutOut"], Severity.Error);
            return null;
        }
        catch (ConversationConflictException)
        {
            TellConflict();
            return null;
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            Tell(words["NotStoredTryAgain"], Severity.Error);
            return null;
        }
    }
}
