using CxBot.Agents;
using CxBot.PersonalData;
using CxBot.Web.Channels;
using CxBot.Web.Desk.SignIn;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.People;

public sealed partial class MergeDialog
{
    private string? _text;
    private IReadOnlyList<SoughtCustomer>? _found;
    private MergePlan? _plan;
    private bool _sure;
    private bool _busy;
    private string? _error;

    [Inject] private CustomerSearch Search { get; set; } = null!;
    [Inject] private CustomerMerging Merging { get; set; } = null!;
    [Inject] private FreshPassword Fresh { get; set; } = null!;

    [Parameter, EditorRequired] public required CustomerId CustomerId { get; set; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    private Task SearchAsync() => TryAsync(async () => _found = await Search.FindAsync(_text, CustomerId, CancellationToken.None));

    private Task PlanAsync(CustomerId other) => TryAsync(async () =>
    {
        _plan = await Merging.PlanAsync(CustomerId, other, CancellationToken.None);
        _sure = false;
        if (_plan is null)
            _error = Words["EraseGone"];
    });

    private void Back() => (_plan, _error) = (null, null);

    private Task MergeAsync() => TryAsync(async () =>
    {
        // A desk is left open: who does what cannot be undone proves anew who they are.
        if (!await Fresh.AskAsync())
            return;
        if (await Merging.MergeAsync(_plan!, Session.Agent, Session.Address, CancellationToken.None))
        {
            Dialog.Close(DialogResult.Ok(true));
            return;
        }
        _plan = await Merging.PlanAsync(_plan!.Keep.Id, _plan.Gone.Id, CancellationToken.None);
        (_sure, _error) = (false, Words["MergeChanged"]);
    });

    private async Task TryAsync(Func<Task> act)
    {
        if (_busy)
            return;
        (_busy, _error) = (true, null);
        try
        {
            await act();
        }
        catch (AgentShutOutException)
        {
            _error = Words["ShutOut"];
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            _error = Words["NotStoredTryAgain"];
        }
        finally
        {
            _busy = false;
        }
    }
}
