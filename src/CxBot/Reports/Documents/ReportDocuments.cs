using CxBot.Handover;
using CxBot.Reports.Figures;

namespace CxBot.Reports.Documents;

/// <summary>Reads reports as a whole.</summary>
public sealed class ReportDocuments(ReportReader reader, TeamPresence team, TimeProvider time)
{
    private const int MayChangeForDays = 7;

    /// <summary>The zone that days are of.</summary>
    public TimeZoneInfo Zone => team.Hours.Zone;

    /// <summary>The business's own day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone).DateTime);

    /// <param name="compare">Whether the period before is read, too.</param>
    public async Task<ReportDocument> ReadAsync(
        IReadOnlyList<Figure> figures, ReportFilter filter, bool compare, CancellationToken cancellationToken)
    {
        var lines = new List<ReportLine>(figures.Count);
        foreach (var figure in figures)
        {
            var value = await reader.ReadAsync(figure, filter, cancellationToken);
            lines.Add(new(figure, value, compare ? await reader.ReadAsync(figure, filter.Before(), cancellationToken) : null));
        }

        return new ReportDocument(filter, time.GetUtcNow())
        {
            Lines = lines,
            LeftOut = await reader.LeftOutAsync(filter, cancellationToken),
            MayChange = filter.To > Today.AddDays(-MayChangeForDays),
        };
    }
}
