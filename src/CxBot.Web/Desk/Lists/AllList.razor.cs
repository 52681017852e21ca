using CxBot.Conversations;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Lists;

public sealed partial class AllList
{
    /// <summary>Typing goes on; this long after the last key it is searched for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _left = new();
    private ElementReference _list;
    private volatile IReadOnlyList<BoardRow>? _rows;
    private IDisposable? _watch;
    private bool _more;
    private int _page;
    private string? _text;
    private ConversationStatus? _status;
    private int _asked;
    private ListFilter _filter = ListFilter.None;

    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter] public string? Selected { get; set; }

    /// <summary>The query of the address, with its question mark: the filters.</summary>
    [Parameter] public string Query { get; set; } = "";

    private bool Searching => _status is not null || !_filter.IsEmpty || !string.IsNullOrWhiteSpace(_text);

    protected override async Task OnInitializedAsync()
    {
        Board.Changed += OnChanged;
        _watch = Board.Watch(() => _rows?.Select(row => row.Id) ?? []);
        _filter = ListFilter.Read(Query);
        await SearchAsync();
    }

    protected override Task OnParametersSetAsync()
    {
        var filter = ListFilter.Read(Query);
        if (filter == _filter)
            return Task.CompletedTask;
        _filter = filter;
        return SearchAsync();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => _rows is null ? Task.CompletedTask : Script.AttachAsync(_list);

    private async Task SearchSoonAsync()
    {
        var mine = ++_asked;
        await Task.Delay(Pause, Time, _left.Token);
        if (mine == _asked)
            await SearchAsync();
    }

    private Task SearchAsync()
    {
        _page = 0;
        return ReadAsync();
    }

    private Task TurnAsync(int by)
    {
        _page = Math.Max(0, _page + by);
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        var mine = ++_asked;
        await using var db = await Contexts.CreateDbContextAsync(_left.Token);
        var found = await ConversationSearch.FindAsync(db, _text, all => _filter.Of(all, db, Session.Agent.Id), _status, _page,
            _left.Token);
        // A slow older search must not replace a newer one.
        if (mine == _asked)
            (_rows, _more) = found;
    }

    /// <summary>
    /// Rows are renewed where they stand; what is new comes with the next search, so that nothing jumps while somebody reads.
    /// </summary>
    private void OnChanged() => InvokeAsync(() =>
    {
        if (_rows is null)
            return;
        _rows = Board.Current.Renew(_rows);
        StateHasChanged();
    });

    public void Dispose()
    {
        Board.Changed -= OnChanged;
        _watch?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }
}
