using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Lists;

public sealed partial class AllList
{
    /// <summary>Typing goes on; this long after the last key it is searched for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource left = new();
    private ElementReference list;
    private volatile IReadOnlyList<BoardRow>? rows;
    private IDisposable? watch;
    private bool more;
    private int page;
    private string? text;
    private ConversationStatus? status;
    private int asked;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter] public string? Selected { get; set; }

    private bool Searching => status is not null || !string.IsNullOrWhiteSpace(text);

    protected override async Task OnInitializedAsync()
    {
        Board.Changed += OnChanged;
        watch = Board.Watch(() => rows?.Select(row => row.Id) ?? []);
        await SearchAsync();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => rows is null ? Task.CompletedTask : Script.AttachListAsync(list);

    private async Task SearchSoonAsync()
    {
        var mine = ++asked;
        await Task.Delay(Pause, Time, left.Token);
        if (mine == asked) await SearchAsync();
    }

    private Task SearchAsync()
    {
        page = 0;
        return ReadAsync();
    }

    private Task TurnAsync(int by)
    {
        page = Math.Max(0, page + by);
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        var mine = ++asked;
        await using var db = await Contexts.CreateDbContextAsync(left.Token);
        var found = await ConversationSearch.FindAsync(db, text, status, page, left.Token);
        // A slow older search must not replace a newer one.
        if (mine == asked) (rows, more) = found;
    }

    /// <summary>Rows are renewed where they stand; what is new comes with the next search, so that nothing jumps while somebody reads.</summary>
    private void OnChanged() => InvokeAsync(() =>
    {
        if (rows is null) return;
        rows = Board.Current.Renew(rows);
        StateHasChanged();
    });

    public void Dispose()
    {
        Board.Changed -= OnChanged;
        watch?.Dispose();
        left.Cancel();
        left.Dispose();
    }
}
