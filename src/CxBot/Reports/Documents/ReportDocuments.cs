using CxBot.Handover;
using CxBot.Reports.Figures;

namespace CxBot.Reports.Documents;

/// <summary>Reads reports as a whole.</summary>
public sealed class ReportDocuments(ReportReader reader, TeamPresence team, TimeProvider time)
{
    /// <summary>The zone that days are of.</summary>
    public TimeZoneInfo Zone => team.Hours.Zone;

    /// <summary>The business's own day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone).DateTime);

    /// <param name="compare">Whether the period before is read, too.</param>
    public async Task<ReportDocument> ReadAsync(
        IReadOnlyList<Figure> figures, ReportFilter filter, bool compare, CancellationToken cancellationToken)
    {
        var values = await reader.ReadAsync(figures, filter, cancellationToken);
        var before = compare ? await reader.ReadAsync(figures, filter.Before(), cancellationToken) : null;
        return new ReportDocument(filter, time.GetUtcNow())
        {
            Lines = [.. figures.Select(figure => new ReportLine(figure, values[figure], before?[figure]))],
            LeftOut = await reader.LeftOutAsync(filter, cancellationToken),
            MayChange = filter.MayChange(Today),
        };
    }

    /// <summary>What figures come to on each day on which there is something.</summary>
    public async Task<IReadOnlyList<ReportDay>> ReadDaysAsync(
        IReadOnlyList<Figure> figures, ReportFilter filter, CancellationToken cancellationToken) =>
        [.. (await reader.ReadByDayAsync(figures, filter, cancellationToken)).OrderBy(pair => pair.Key)
            .Select(pair => new ReportDay(pair.Key, [.. figures.Select(figure => new ReportLine(figure, pair.Value[figure], null))]))];
}
