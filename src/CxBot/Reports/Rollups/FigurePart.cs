using CxBot.Reports.Figures;

namespace CxBot.Reports.Rollups;

/// <summary>A part of a figure, as it is rolled up by itself: by one clock, what is counted or what it is among.</summary>
internal sealed record FigurePart(Figure Figure, ReportClock Clock, bool IsAmong)
{
    /// <summary>Its name in the facts' names.</summary>
    public string Name => Figure.Id + (IsAmong ? "/of" : "") + (Clock == ReportClock.Open && Figure.HasClock ? "/open" : "");

    /// <summary>All parts of some figures by one clock.</summary>
    public static IEnumerable<FigurePart> Of(IEnumerable<Figure> figures, ReportClock clock) =>
        figures.SelectMany(figure => new[] { new FigurePart(figure, clock, false), new FigurePart(figure, clock, true) });
}
