using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Handover.Unasked;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.OneConversation.Acts;

/// <summary>
/// What an agent does with a conversation, and what they are told: who was first where somebody was, and how to take it back where that can
/// be.
/// </summary>
public sealed class ConversationActs(HandoverQueue queue, UndoneActs undone, AddressClearing clearing, DeskSession session,
    DeskWords words, ISnackbar snackbar, NavigationManager navigation)
{
    /// <summary>So long an act can be taken back.</summary>
    private const int UndoForMilliseconds = 10_000;

    private Snackbar? _said;

    /// <summary>Takes it; the loser is told who did.</summary>
    public async Task<bool> TakeAsync(ConversationId id)
    {
        var claimed = await TryAsync(() => queue.TryClaimAsync(id, session.Agent, CancellationToken.None));
        if (claimed is null)
            return false;
        if (claimed.Won)
            navigation.NavigateTo($"desk/mine/{Uri.EscapeDataString(id.Value)}", replace: true);
        else
            TellLost(claimed);
        return claimed.Won;
    }

    public void TellLost(Claimed claimed) =>
        Tell(claimed.By is { } by ? words.Say("AlreadyTaken", by) : words["NoLongerWaiting"], Severity.Warning);

    public Task ReleaseAsync(ConversationId id) => UndoablyAsync("Released",
        () => queue.ReleaseAsync(id, session.Agent, CancellationToken.None, session.Address));

    public async Task TransferAsync(ConversationId id, Agent to, string? note)
    {
        if (!await DoneAsync(() => queue.TransferAsync(
            id, session.Agent, to, session.IsAdministrator, CancellationToken.None, note, session.Address)))
            return;
        if (to.Id == session.Agent.Id)
            navigation.NavigateTo($"desk/mine/{Uri.EscapeDataString(id.Value)}", replace: true);
        else
            Tell(words.Say("Transferred", to.DisplayName), Severity.Success);
    }

    public Task ReturnToBotAsync(ConversationId id) => UndoablyAsync("ReturnedToBot",
        () => queue.ReturnToBotAsync(id, session.Agent, CancellationToken.None, session.Address));

    public Task ResolveAsync(ConversationId id, ResolveChoice choice) => UndoablyAsync("ResolvedDone",
        () => queue.ResolveAsync(
            id, session.Agent, choice.Outcome, choice.Note, CancellationToken.None, choice.Promise, session.Address));

    public async Task ResolveAddressAsync(ConversationId id)
    {
        var ended = 0;
        if (await DoneAsync(async () => ended = await clearing.ResolveAsync(id, session.Agent, session.Actor, CancellationToken.None)))
            Tell(words.Say("ResolveAddressDone", ended), Severity.Success);
    }

    public async Task BlockAsync(ConversationId id, bool blocked)
    {
        if (await DoneAsync(() => queue.BlockAsync(id, session.Agent, blocked, session.Address, CancellationToken.None)))
            Tell(words[blocked ? "Blocked" : "Unblocked"], Severity.Normal, words["Undo"], () => BlockAsync(id, !blocked));
    }

    /// <summary>Somebody else was first: said kindly, and what is shown is read anew by whoever called.</summary>
    public void TellConflict() => Tell(words["SomebodyWasFirst"], Severity.Warning);

    /// <summary>Says what was done, in place of what was said before: of two offers to take something back nobody would know which is
    /// meant.</summary>
    public void Tell(string text, Severity severity = Severity.Success, string? action = null, Func<Task>? act = null)
    {
        Withdraw();
        _said = snackbar.Add(text, severity, options =>
        {
            if (action is null)
                return;
            options.Action = action;
            options.VisibleStateDuration = UndoForMilliseconds;
            options.OnClick = async _ => await act!();
        });
    }

    private void Withdraw()
    {
        if (_said is not null)
            snackbar.Remove(_said);
        _said = null;
    }

    /// <summary>Does something that is stored, and says so where it was not.</summary>
    /// <param name="conflict">The key of what is said where the conversation is no longer as it was.</param>
    public async Task<bool> DoneAsync(Func<Task> act, string conflict = "SomebodyWasFirst")
    {
        var done = await TryAsync<object>(async () =>
        {
            await act();
            return act;
        }, conflict);
        return done is not null;
    }

    /// <summary>Does an act, says that it is done, and offers to take it back.</summary>
    private async Task UndoablyAsync(string done, Func<Task<UndoableAct?>> act)
    {
        UndoableAct? undoable = null;
        if (!await DoneAsync(async () => undoable = await act()))
            return;
        if (undoable is null)
            Tell(words[done]);
        else
            Tell(words[done], Severity.Normal, words["Undo"], () => UndoAsync(undoable));
    }

    private async Task UndoAsync(UndoableAct act)
    {
        if (await DoneAsync(() => undone.UndoAsync(act, session.Agent, CancellationToken.None), "UndoneTooLate"))
            Tell(words["UndoneDone"]);
    }

    /// <summary>Does something that is stored and has a result.</summary>
    /// <returns>Null where it was not stored, and that was said.</returns>
    /// <exception cref="CustomerStoppedException">Whoever asks says it themselves.</exception>
    public async Task<T?> TryAsync<T>(Func<Task<T>> act, string conflict = "SomebodyWasFirst") where T : class
    {
        Withdraw();
        try
        {
            return await act();
        }
        catch (AgentShutOutException)
        {
            Tell(words["ShutOut"], Severity.Error);
            return null;
        }
        catch (FollowUpTimeException)
        {
            Tell(words["FollowUpPast"], Severity.Error);
            return null;
        }
        catch (ConversationConflictException failure) when (failure is not CustomerStoppedException)
        {
            Tell(words[conflict], Severity.Warning);
            return null;
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            Tell(words["NotStoredTryAgain"], Severity.Error);
            return null;
        }
    }
}
