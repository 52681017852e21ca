using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Lists;

public sealed partial class LiveList
{
    /// <summary>A pointer that has rested this long is not about to press.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly HeldList _held = new();
    private ElementReference _list;
    private string _skill = SkillFilter.All;
    private string? _shownList;
    private DateTimeOffset _pointedAt;
    private ITimer? _rest;

    /// <summary><c>queue</c> or <c>mine</c>.</summary>
    [Parameter, EditorRequired] public required string List { get; set; }

    [Parameter] public string? Selected { get; set; }

    private bool Mine => List == "mine";

    private IReadOnlyList<BoardRow> Rows => Mine ? Board.Current.Of(Session.Agent.Id) : SkillFilter.Of(Board.Current.Waiting, _skill);

    private bool Filtered => _skill != SkillFilter.All;

    private bool Pointed => Time.GetUtcNow() - _pointedAt < Rest;

    private string Summary => Mine
        ? Words.Say("MineSummary", Rows.Count(row => row.WaitsSince is not null))
        : Words.Say("QueueSummary", Board.Current.Waiting.Count);

    protected override void OnInitialized() => Board.Changed += OnChanged;

    protected override void OnParametersSet()
    {
        if (_shownList == List)
            return;
        _shownList = List;
        _held.Take(Rows, hold: false);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? Script.AttachAsync(_list) : Task.CompletedTask;

    private void OnChanged() => InvokeAsync(() =>
    {
        _held.Take(Rows, Pointed);
        StateHasChanged();
    });

    private void OnPointer()
    {
        _pointedAt = Time.GetUtcNow();
        _rest ??= Time.CreateTimer(_ => InvokeAsync(OnRest), null, Rest, Timeout.InfiniteTimeSpan);
        _rest.Change(Rest, Timeout.InfiniteTimeSpan);
    }

    private void OnRest()
    {
        _held.Take(Rows, hold: false);
        StateHasChanged();
    }

    private void Release()
    {
        _pointedAt = default;
        _held.Take(Rows, hold: false);
    }

    public void Dispose()
    {
        Board.Changed -= OnChanged;
        _rest?.Dispose();
    }
}
