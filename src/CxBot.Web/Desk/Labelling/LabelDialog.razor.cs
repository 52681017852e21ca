using CxBot.Labels;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CxBot.Web.Desk.Labelling;

public sealed partial class LabelDialog
{
    /// <summary>Nobody reads further; typing finds the rest.</summary>
    private const int MaxShown = 50;

    private static readonly LabelColour[] Colours = Enum.GetValues<LabelColour>();

    private Task _reading = Task.CompletedTask;
    private IReadOnlyList<BoardLabel>? _all;
    private Dictionary<long, int> _counts = [];
    private string? _text;
    private LabelColour _colour;
    private LabelProblem? _problem;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired] public required IReadOnlyCollection<ConversationId> ConversationIds { get; set; }

    private IReadOnlyList<BoardLabel> Found => _all is null ? [] : LabelSearch.Of(_all, _text);

    /// <summary>What is typed is the name of none yet.</summary>
    private bool CanMake => LabelName.Read(_text) is { } name && _all is not null
        && !_all.Any(label => LabelName.Key(label.Name) == LabelName.Key(name));

    protected override Task OnInitializedAsync() => _reading = ReadAsync();

    private async Task ReadAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        _counts = await LabelQuery.CountsAsync(db, ConversationIds, default);
        _all = await BoardQuery.LabelsAsync(db, default);
        // The next one in turn, so that labels made in a row can be told apart.
        _colour = Colours[(_all.Count + 1) % Colours.Length];
    }

    private bool On(BoardLabel label) => _counts.GetValueOrDefault(label.Id) == ConversationIds.Count;

    private async Task SetAsync(BoardLabel label, bool on)
    {
        _problem = await Bulk.LabelAsync(ConversationIds, label, on) ? null : LabelProblem.Gone;
        await ReadAsync();
    }

    /// <summary>Enter takes the first that was found, or makes what there is not. Whoever types faster than the labels are read is not
    /// passed over.</summary>
    private async Task EnterAsync()
    {
        await _reading;
        if (string.IsNullOrWhiteSpace(_text))
            return;
        if (Found is [var first, ..])
            await SetAsync(first, !On(first));
        else if (CanMake)
            await MakeAsync();
    }

    private async Task MakeAsync()
    {
        LabelOutcome? made = null;
        if (!await Acts.DoneAsync(async () => made = await Labels.AddAsync(_text ?? "", _colour, Session.Agent, default)))
            return;
        _problem = made!.Problem;
        if (made.Label is not { } label)
            return;
        _text = null;
        await SetAsync(new BoardLabel(label.Id, label.Name, label.Colour), on: true);
    }

    private async Task EditAsync(BoardLabel label)
    {
        var parameters = new DialogParameters<LabelEditDialog> { { d => d.Label, label } };
        var shown = await Dialogs.ShowAsync<LabelEditDialog>(Words.Say("LabelEdit", label.Name), parameters,
            new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, CloseButton = true });
        await shown.Result;
        await ReadAsync();
    }
}
