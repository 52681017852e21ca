using CxBot.Canned;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.Canned;

/// <summary>An agent's own canned replies and the shared ones.</summary>
public sealed partial class CannedPage
{
    private const int Begin = 200;

    private static readonly DialogOptions Options =
        new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true };

    private IReadOnlyList<CannedReply>? _all;
    private string _query = "";
    private bool _byShortcut;

    [Inject] private CannedReplies Replies { get; set; } = null!;

    private IReadOnlyList<CannedReply> Shown
    {
        get
        {
            var found = CannedFilter.Find(_all!, _query.TrimStart().TrimStart('/'));
            return _byShortcut
                ? [.. found.OrderBy(r => r.Key, StringComparer.CurrentCulture)]
                : [.. found.OrderByDescending(r => r.Uses)];
        }
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _all = await Replies.ListAsync(Session.Agent.Id, default);

    private async Task EditAsync(CannedReply? reply)
    {
        var parameters = new DialogParameters<CannedDialog> { { d => d.Reply, reply } };
        var shown = await Dialogs.ShowAsync<CannedDialog>(Words[reply is null ? "CannedNewTitle" : "CannedEditTitle"], parameters, Options);
        if (await shown.Result is { Canceled: false })
            Acts.Tell(Words["Saved"]);
        await ReadAsync();
    }

    private async Task DeleteAsync(CannedReply reply)
    {
        CannedReply? gone = null;
        if (!await Acts.DoneAsync(async () => gone = await Replies.DeleteAsync(Session.Agent, reply, default)))
            return;
        await ReadAsync();
        if (gone is null)
            return;
        Acts.Tell(Words.Say("CannedDeleted", gone.Shortcut), Severity.Normal, Words["Undo"], () => InvokeAsync(() => RestoreAsync(gone)));
    }

    private async Task RestoreAsync(CannedReply gone)
    {
        await Acts.DoneAsync(async () =>
        {
            if (await Replies.RestoreAsync(Session.Agent, gone, default) is { } problem)
                Acts.Tell(Words.For(problem), Severity.Warning);
        });
        await ReadAsync();
        StateHasChanged();
    }
}
