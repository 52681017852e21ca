using CxBot.Web.Channels;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Lists.Selection;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace CxBot.Web.Desk.Lists;

public sealed partial class LiveList
{
    /// <summary>In CSS pixels; the same as <c>--row</c> in <c>lists.css</c>.</summary>
    private const float RowHeight = 76;

    /// <summary>A list no longer than this is in the page whole: nothing has to be asked of the browser before it is shown.</summary>
    private const int MaxPlain = 60;

    /// <summary>A pointer that has rested this long is not about to press.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>From row to row the focus is nowhere for a moment.</summary>
    private static readonly TimeSpan BetweenRows = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _left = new();
    private readonly HeldList _held = new();
    private readonly RowSelection _selection = new();
    private ElementReference _list;
    private Virtualize<ShownRow>? _window;
    private IReadOnlyList<ShownRow> _shown = [];
    private ListFilter _filter = ListFilter.None;
    private IDisposable? _watch;
    private string? _shownList;
    private DateTimeOffset _pointedAt;
    private ITimer? _rest;
    private bool _byKeyboard;
    private bool _selecting;
    private bool _long;
    private int _showing;

    /// <summary><c>queue</c> or <c>mine</c>.</summary>
    [Parameter, EditorRequired] public required string List { get; set; }

    /// <summary>The query of the address, with its question mark: the filters.</summary>
    [Parameter] public string Query { get; set; } = "";

    [Parameter] public ConversationId? Selected { get; set; }

    private bool Mine => List == "mine";

    private IReadOnlyList<BoardRow> Rows => _filter.Rows(Board.Current, List, Session.Agent.Id, Time.GetUtcNow());

    private bool Pointed => Time.GetUtcNow() - _pointedAt < Rest;

    private bool CanTake => _filter.Whose is null or Whose.Waiting && !Mine;

    private IReadOnlyList<BoardRow> SelectedRows => [.. _held.Rows.Where(row => _selection.Has(row.Id) && !_held.IsGone(row.Id))];

    private string Summary => _filter.IsEmpty
        ? Mine ? Words.Say("MineSummary", Rows.Count(row => row.WaitsSince is not null))
            : Words.Say("QueueSummary", Board.Current.Waiting.Count)
        : Words.Say("FilterSummary", _held.Rows.Count);

    protected override void OnInitialized() => Board.Changed += OnChanged;

    protected override async Task OnParametersSetAsync()
    {
        if (_shownList == List + Query)
            return;
        _shownList = List + Query;
        _filter = ListFilter.Read(Query);
        _selection.Clear();
        (_long, _byKeyboard) = (false, false);
        if (_filter.Whose == Whose.Bot && _watch is null)
        {
            _watch = Board.WatchBot();
            await ReadBoardAsync();
        }
        else if (_filter.Whose != Whose.Bot)
        {
            _watch?.Dispose();
            _watch = null;
        }
        await ShowAsync(hold: false);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? Script.AttachAsync(_list) : Task.CompletedTask;

    private async Task ReadBoardAsync()
    {
        try
        {
            await Board.ReadAsync(_left.Token);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            // The board tries again by itself, and tells.
        }
    }

    private async Task ShowAsync(bool hold)
    {
        var mine = ++_showing;
        _held.Take(Rows, hold);
        if (_selecting && !hold)
            _selection.Keep(_held.Rows.Select(row => row.Id).ToHashSet());
        _long |= _held.Rows.Count > MaxPlain;
        if (!_long)
        {
            var shown = await SliceAsync(0, _held.Rows.Count, _left.Token);
            // A slow older reading must not replace a newer one.
            if (mine != _showing)
                return;
            _shown = shown;
        }
        else if (_window is not null)
            await _window.RefreshDataAsync();
        StateHasChanged();
    }

    private async ValueTask<ItemsProviderResult<ShownRow>> ProvideAsync(ItemsProviderRequest request) =>
        new(await SliceAsync(request.StartIndex, request.Count, request.CancellationToken), _held.Rows.Count);

    private async Task<IReadOnlyList<ShownRow>> SliceAsync(int from, int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<BoardRow> rows = [.. _held.Rows.Skip(from).Take(count)];
        try
        {
            rows = await Board.WithWordsAsync(rows, cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            // What is known is shown; the words come with the next reading.
        }
        return [.. rows.Select((row, at) => new ShownRow(row, _held.IsGone(row.Id), from + at))];
    }

    private void OnChanged() => InvokeAsync(() => ShowAsync(Pointed || _byKeyboard));

    private void OnPointer()
    {
        _pointedAt = Time.GetUtcNow();
        LookAgainAfter(Rest);
    }

    private void OnKey() => _byKeyboard = true;

    /// <summary>A press of the pointer brings the focus too.</summary>
    private void OnFocus() => _byKeyboard |= !Pointed;

    private void OnBlur()
    {
        if (!_byKeyboard)
            return;
        _byKeyboard = false;
        LookAgainAfter(BetweenRows);
    }

    private void LookAgainAfter(TimeSpan pause)
    {
        _rest ??= Time.CreateTimer(_ => InvokeAsync(OnRestAsync), null, pause, Timeout.InfiniteTimeSpan);
        _rest.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private Task OnRestAsync() => _byKeyboard || _left.IsCancellationRequested ? Task.CompletedTask : ShowAsync(hold: false);

    private Task ReleaseAsync()
    {
        _pointedAt = default;
        return _byKeyboard ? Task.CompletedTask : ShowAsync(hold: false);
    }

    private void ToggleSelecting()
    {
        _selecting = !_selecting;
        _selection.Clear();
    }

    private void Check(ConversationId id, bool range) => _selection.Toggle(id, range, [.. _held.Rows.Select(row => row.Id)]);

    private void SelectAll() => _selection.All(_held.Rows.Where(row => !_held.IsGone(row.Id)).Select(row => row.Id));

    private Task OnDoneAsync()
    {
        _selection.Clear();
        return ShowAsync(hold: false);
    }

    public void Dispose()
    {
        Board.Changed -= OnChanged;
        _watch?.Dispose();
        _rest?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    /// <summary>A row as the list shows it.</summary>
    /// <param name="Gone">It has left the list while that was held.</param>
    /// <param name="At">Its place, from 0.</param>
    private sealed record ShownRow(BoardRow Row, bool Gone, int At);
}
