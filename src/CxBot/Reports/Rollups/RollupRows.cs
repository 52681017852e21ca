using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Statistics;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>Makes the rows of a day or a month from its facts.</summary>
internal sealed class RollupRows
{
    private readonly CxBotDbContext _db;
    private readonly Dictionary<string, int> _parts;

    private RollupRows(CxBotDbContext db, Dictionary<string, int> parts) => (_db, _parts) = (db, parts);

    /// <summary>Gives a number to each part of each figure. Called inside a <see cref="Writer"/> command; it saves.</summary>
    public static async Task NamePartsAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var known = await db.FactNames.Where(n => n.Kind == FactNameKind.Part).Select(n => n.Name).ToListAsync(cancellationToken);
        db.FactNames.AddRange(Enum.GetValues<ReportClock>().SelectMany(clock => FigurePart.Of(AllFigures.Rolled, clock))
            .Select(part => part.Name).Distinct().Except(known).Select(name => new FactName { Kind = FactNameKind.Part, Name = name }));
        await db.SaveChangesAsync(cancellationToken);
    }

    public static async Task<RollupRows> OfAsync(CxBotDbContext db, CancellationToken cancellationToken) => new(
        db, await db.FactNames.AsNoTracking().Where(n => n.Kind == FactNameKind.Part)
            .ToDictionaryAsync(n => n.Name, n => n.Id, cancellationToken));

    /// <param name="dimension">Null for all together.</param>
    /// <param name="now">As of when what has not ended is counted.</param>
    public async Task<IReadOnlyList<Rollup>> AddUpAsync(
        RollupPeriod period, FactNameKind? dimension, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new List<Rollup>();
        foreach (var clock in Enum.GetValues<ReportClock>())
        {
            var figures = AllFigures.Rolled.Where(figure => clock == ReportClock.Elapsed || figure.HasClock).ToList();
            var facts = new FactReader(_db, new ReportFilter(period.From, period.To) { Clock = clock }, now.ToUnixTimeSeconds());
            foreach (var (value, figure, tally) in (await facts.AddUpAsync(figures, dimension?.ToString(), cancellationToken)).All)
                rows.AddRange(Rows(figure, tally, clock).Select(row => new Rollup
                {
                    Level = period.Level,
                    Dimension = (int?)dimension ?? Rollup.All,
                    Period = period.Number,
                    Value = value,
                    Part = row.Part,
                    Bucket = row.Bucket,
                    Count = row.Count,
                    Sum = row.Sum,
                }));
        }

        return rows;
    }

    private IEnumerable<(int Part, int Bucket, int Count, long Sum)> Rows(Figure figure, FigureTally tally, ReportClock clock)
    {
        var part = _parts[new FigurePart(figure, clock, false).Name];
        if (!figure.HasValues && tally.Count > 0)
            yield return (part, 0, tally.Count, 0);
        foreach (var bucket in tally.Values.GroupBy(v => figure.IsExact ? v.Value : DurationBuckets.Of(v.Value)))
            yield return (part, bucket.Key, bucket.Sum(one => one.Count), bucket.Sum(one => (long)one.Value * one.Count));
        if (tally.Among is > 0 and var among)
            yield return (_parts[new FigurePart(figure, clock, true).Name], 0, among, 0);
    }
}
