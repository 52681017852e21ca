using System.Globalization;
using CxBot.Conversations;
using CxBot.Search;
using CxBot.Web.Channels;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.Searching;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Lists;

public sealed partial class AllList
{
    /// <summary>Typing goes on; this long after the last key it is searched for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _left = new();
    private ElementReference _list;
    private volatile FoundConversations? _found;
    private IDisposable? _watch;
    private SearchAsk _shown = SearchAsk.Blank;
    private string _text = "";
    private ConversationStatus? _status;
    private DateOnly? _from;
    private DateOnly? _to;
    private bool _datesShown;
    private bool _failed;
    private int _asked;

    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private KeptSearch Kept { get; set; } = null!;

    [Parameter] public ConversationId? Selected { get; set; }

    /// <summary>The query of the address, with its question mark: what is searched for, and the filters.</summary>
    [Parameter] public string Query { get; set; } = "";

    private string? Count => _found is null || _failed ? null
        : _found.IsMore ? Words.Say("SearchCountMore", Number(_found.Count))
        : Words.Say("SearchCount", Number(_found.Count));

    protected override void OnInitialized()
    {
        Board.Changed += OnChanged;
        _watch = Board.Watch(() => _found?.Rows.Select(one => one.Row.Id) ?? []);
    }

    /// <summary>The address says what is searched for: a link, or the way back, may have changed it.</summary>
    protected override async Task OnParametersSetAsync()
    {
        var asked = SearchAsk.Read(Navigation.Uri);
        // Whoever comes from another list finds what they left.
        if (asked.IsBlank && !Kept.Ask.IsBlank)
        {
            asked = Kept.Ask;
            Say(asked);
        }
        if (_found is not null && asked == _shown)
            return;
        (_text, _status, _from, _to) = (asked.Text, asked.Status, asked.From, asked.To);
        _datesShown |= asked.From is not null || asked.To is not null;
        await ReadAsync(asked);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => _found is null || _list.Id is null ? Task.CompletedTask
        : Script.AttachAsync(_list);

    private async Task SearchSoonAsync()
    {
        var mine = ++_asked;
        await Task.Delay(Pause, Time, _left.Token);
        if (mine == _asked)
            await SearchAsync();
    }

    private Task SearchAsync() => ReadAsync(SearchAsk.Of(_text, _status, _from, _to) with { Narrowed = _shown.Narrowed });

    private Task ClearAsync()
    {
        (_text, _status, _from, _to) = ("", null, null, null);
        return ReadAsync(SearchAsk.Blank);
    }

    private Task TurnAsync(int by) => ReadAsync(_shown with { Page = Math.Max(0, _shown.Page + by) });

    private async Task ReadAsync(SearchAsk asked)
    {
        var mine = ++_asked;
        var filter = asked.Filter(Session);
        Kept.Ask = asked;
        FoundConversations? found = null;
        try
        {
            // SQLite answers on the thread that asks, which is the one that this page is drawn by.
            found = await Task.Run(() => FindAsync(asked, filter), _left.Token);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure))
        {
            // Said below, with a way to try again.
        }
        // A slow older search must not replace a newer one.
        if (mine != _asked)
            return;
        _failed = found is null;
        if (found is not null)
            (_found, _shown) = (found, asked);
        Say(asked);
    }

    private async Task<FoundConversations> FindAsync(SearchAsk asked, SearchFilter filter)
    {
        await using var db = await Contexts.CreateDbContextAsync(_left.Token);
        return await ConversationSearch.FindAsync(db, asked.Text, filter, asked.Page, _left.Token);
    }

    /// <summary>Writes into the address what is searched for, so that it is there again after a look at something else.</summary>
    private void Say(SearchAsk asked)
    {
        if (SearchAsk.Read(Navigation.Uri) == asked)
            return;
        var path = new Uri(Navigation.Uri).GetLeftPart(UriPartial.Path);
        Navigation.NavigateTo(path + asked.Query, replace: true);
    }

    private string Number(int count) => count.ToString("N0", Words.Culture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Rows are renewed where they stand; what is new comes with the next search, so that nothing jumps while somebody reads.
    /// </summary>
    private void OnChanged() => InvokeAsync(() =>
    {
        if (_found is not { } found)
            return;
        var hits = found.Rows.ToDictionary(one => one.Row.Id, one => one.Hit);
        _found = found with
        {
            Rows = [.. Board.Current.Renew([.. found.Rows.Select(one => one.Row)]).Select(row => new FoundRow(row, hits[row.Id]))],
        };
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
