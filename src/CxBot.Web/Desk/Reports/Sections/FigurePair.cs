using CxBot.Reports;
using CxBot.Reports.Figures;

namespace CxBot.Web.Desk.Reports.Sections;

/// <summary>Figures of a period and of the one before.</summary>
public sealed record FigurePair(IReadOnlyDictionary<Figure, FigureValue> Now, IReadOnlyDictionary<Figure, FigureValue> Before)
{
    public static async Task<FigurePair> ReadAsync(
        ReportReader reader, IReadOnlyCollection<Figure> figures, ReportFilter filter, CancellationToken cancellationToken) =>
        new(
            await reader.ReadAsync(figures, filter, cancellationToken),
            await reader.ReadAsync(figures, filter.Before(), cancellationToken));
}
