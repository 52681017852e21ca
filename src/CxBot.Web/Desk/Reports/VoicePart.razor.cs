using System.Globalization;
using CxBot.Conversations;
using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Reports.Voice;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Reports;

public sealed partial class VoicePart : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private ReportFilter? _read;
    private Shown? _shown;

    [Parameter, EditorRequired] public required ReportFilter Filter { get; set; }

    [Inject] private ReportReader Reader { get; set; } = null!;
    [Inject] private VoiceReader Voices { get; set; } = null!;
    [Inject] private ChannelRegistry Registry { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (_read == Filter)
            return;
        var mine = _read = Filter;
        _shown = null;
        try
        {
            var shown = await ReadAsync(mine, _left.Token);
            if (mine == _read)
                _shown = shown;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task<Shown> ReadAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        var asked = await Voices.AskedAsync(filter, cancellationToken);
        var values = new List<(Figure, FigureValue, FigureValue)>();
        var figures = asked.OrderBy(question => question.Kind).ThenBy(question => question.IsAboutBot).SelectMany(FiguresOf).Distinct();
        foreach (var figure in figures)
            values.Add((figure, await Reader.ReadAsync(figure, filter, cancellationToken),
                await Reader.ReadAsync(figure, filter.Before(), cancellationToken)));
        var weights = new List<VoiceWeights>();
        foreach (var kind in asked.Where(question => !question.IsAboutBot).Select(question => question.Kind).Order())
            weights.Add(await Voices.WeightsAsync(kind, filter, cancellationToken));
        return new Shown(values, weights, await Voices.CommentsAsync(filter, cancellationToken));
    }

    private static IEnumerable<Figure> FiguresOf(AskedQuestion asked) => (asked.Kind, asked.IsAboutBot) switch
    {
        (SurveyKind.Nps, _) => [VoiceFigures.Promoters, VoiceFigures.AnsweredNps],
        (SurveyKind.Ces, _) => [VoiceFigures.Effort, VoiceFigures.Easy, VoiceFigures.AnsweredCes],
        (_, true) => [VoiceFigures.SatisfiedWithBot, VoiceFigures.AnsweredAboutBot],
        _ => [AllFigures.Satisfied, AllFigures.AnsweredSurveys],
    };

    private string Say(SurveyKind kind, double mean) => ReportText.Score(Words, kind, mean);

    private string Number(long count) => count.ToString("N0", Words.Culture);

    private string Value(AnsweredShare row) => (row.By, row.Value) switch
    {
        (_, null) => Words["VoiceUnknown"],
        (AnsweredBy.Wait, var step) => Words[$"VoiceWait_{step}"],
        (AnsweredBy.Channel, var channel) => ChannelNames.Say(Words, Registry.Of(channel)),
        (AnsweredBy.Outcome, var outcome) => Words[$"HandoverOutcome_{outcome}"],
        var (_, language) => CultureInfo.GetCultureInfo(language).NativeName,
    };

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <summary>What was read.</summary>
    private sealed record Shown(IReadOnlyList<(Figure Figure, FigureValue Value, FigureValue Before)> Values,
        IReadOnlyList<VoiceWeights> Weights, IReadOnlyList<CustomerComment> Comments);
}
