using System.Globalization;
using CxBot.Conversations;
using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Reports.Voice;
using CxBot.Web.Desk.Lists;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.Components;

namespace CxBot.Web.Desk.Reports.Sections;

public sealed partial class VoiceSection
{
    [Inject] private ReportReader Reader { get; set; } = null!;
    [Inject] private VoiceReader Voices { get; set; } = null!;
    [Inject] private ChannelRegistry Registry { get; set; } = null!;
    [Inject] private DeskSession Session { get; set; } = null!;
    [Inject] private DeskWords Words { get; set; } = null!;

    protected override async Task<Read> ReadAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        var asked = await Voices.AskedAsync(filter, cancellationToken);
        List<Figure> figures = [.. asked.OrderBy(question => question.Kind).ThenBy(question => question.IsAboutBot)
            .SelectMany(FiguresOf).Distinct()];
        var read = await FigurePair.ReadAsync(Reader, figures, filter, cancellationToken);
        var weights = new List<VoiceWeights>();
        foreach (var kind in asked.Where(question => !question.IsAboutBot).Select(question => question.Kind).Order())
            weights.Add(await Voices.WeightsAsync(kind, filter, cancellationToken));
        return new Read(
            figures.ConvertAll(figure => (figure, read.Now[figure], read.Before[figure])), weights,
            await Voices.CommentsAsync(filter, cancellationToken));
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

    /// <summary>What was read.</summary>
    public sealed record Read(IReadOnlyList<(Figure Figure, FigureValue Value, FigureValue Before)> Values,
        IReadOnlyList<VoiceWeights> Weights, IReadOnlyList<CustomerComment> Comments);
}
