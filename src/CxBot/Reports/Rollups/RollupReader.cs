using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>Adds figures up over a long period: the months and days that are added up already, and the facts of the other days.</summary>
internal sealed class RollupReader
{
    /// <summary>A period of so many days at most is read off the facts, and its percentiles are exact.</summary>
    private const int ExactDays = 31;

    private readonly CxBotDbContext _db;
    private readonly ReportFilter _filter;
    private readonly long _now;
    private readonly FactNameKind? _dimension;
    private readonly string? _only;

    private RollupReader(CxBotDbContext db, ReportFilter filter, long now, FactNameKind? dimension, string? only) =>
        (_db, _filter, _now, _dimension, _only) = (db, filter, now, dimension, only);

    /// <param name="by">What to add up apart by; null for all together.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns>Null where the facts themselves are to be read: a short period, or a filter that nothing is added up for.</returns>
    public static RollupReader? For(CxBotDbContext db, ReportFilter filter, FactNameKind? by, long now)
    {
        if (filter.Days <= ExactDays)
            return null;
        if (filter.IsAll)
            return new RollupReader(db, filter, now, by, null);
        return by is null && filter.Single is { } single ? new RollupReader(db, filter, now, single.Dimension, single.Name) : null;
    }

    /// <returns>By the number of the dimension's value.</returns>
    public async Task<FigureTallies> AddUpAsync(
        IReadOnlyCollection<Figure> figures, CancellationToken cancellationToken)
    {
        var (from, to) = FactQuery.Days(_filter);
        var months = (await RolledAsync(
                RollupLevel.Month, RollupPeriod.MonthOf(_filter.From).Number, RollupPeriod.MonthOf(_filter.To).Number, cancellationToken))
            .Where(month => month.From >= _filter.From && month.To <= _filter.To).ToList();
        var left = Enumerable.Range(from, to - from + 1)
            .Except(months.SelectMany(month => Enumerable.Range(FactQuery.DayOf(month.From), month.To.Day))).ToList();
        var days = _dimension is null
            ? (await RolledAsync(RollupLevel.Day, from, to, cancellationToken)).IntersectBy(left, day => day.Number).ToList() : [];
        var facts = new FactReader(_db, _filter, _now) { Days = [.. left.Except(days.Select(day => day.Number))] };
        var tallies = await facts.AddUpAsync(figures, _only is null ? _dimension?.ToString() : null, cancellationToken);
        var parts = await PartsAsync(figures, cancellationToken);
        await AddRolledAsync(tallies, RollupLevel.Month, months, parts, cancellationToken);
        await AddRolledAsync(tallies, RollupLevel.Day, days, parts, cancellationToken);
        return tallies;
    }

    /// <summary>All together for each day, from the days that are added up and the facts of the others. Counts alone.</summary>
    public async Task<FigureTallies> AddUpByDayAsync(
        IReadOnlyCollection<Figure> figures, CancellationToken cancellationToken)
    {
        var (from, to) = FactQuery.Days(_filter);
        var days = await RolledAsync(RollupLevel.Day, from, to, cancellationToken);
        var facts = new FactReader(_db, _filter, _now)
        {
            Days = [.. Enumerable.Range(from, to - from + 1).Except(days.Select(day => day.Number))],
        };
        var tallies = await facts.AddUpAsync(figures, nameof(CountedFact.Day), cancellationToken);
        var parts = await PartsAsync(figures, cancellationToken);
        var (rolled, numbers) = (days.ConvertAll(day => day.Number), parts.Keys.ToList());
        var rows = await _db.Rollups.AsNoTracking()
            .Where(r => r.Level == RollupLevel.Day && r.Dimension == Rollup.All && rolled.Contains(r.Period) && numbers.Contains(r.Part))
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
            Add(tallies, row.Period, parts[row.Part], row.Bucket, row.Count, row.Sum);
        return tallies;
    }

    private async Task<List<RollupPeriod>> RolledAsync(RollupLevel level, int first, int last, CancellationToken cancellationToken) =>
        await _db.RolledPeriods
            .Where(p => p.Level == level && p.Version == RolledPeriod.CurrentVersion && p.Period >= first && p.Period <= last)
            .OrderBy(p => p.Period).Select(p => new RollupPeriod(p.Level, p.Period)).ToListAsync(cancellationToken);

    private async Task AddRolledAsync(FigureTallies tallies, RollupLevel level,
        List<RollupPeriod> periods, Dictionary<int, FigurePart> parts, CancellationToken cancellationToken)
    {
        if (periods.Count == 0)
            return;
        var (numbers, rolled, dimension) = (parts.Keys.ToList(), periods.ConvertAll(p => p.Number), (int?)_dimension ?? Rollup.All);
        var rows = _db.Rollups.AsNoTracking().Where(r =>
            r.Level == level && r.Dimension == dimension && rolled.Contains(r.Period) && numbers.Contains(r.Part));
        if (_only is { } name)
            rows = rows.Where(r => _db.FactNames.Any(n => n.Kind == _dimension && n.Name == name && n.Id == r.Value));
        var sums = await rows.GroupBy(r => new { r.Value, r.Part, r.Bucket })
            .Select(g => new { g.Key.Value, g.Key.Part, g.Key.Bucket, Count = g.Sum(r => r.Count), Sum = g.Sum(r => r.Sum) })
            .ToListAsync(cancellationToken);
        foreach (var sum in sums)
            Add(tallies, _only is null ? sum.Value : FigureTallies.Whole, parts[sum.Part], sum.Bucket, sum.Count, sum.Sum);
    }

    private static void Add(
        FigureTallies tallies, int key, FigurePart part, int bucket, int count, long sum)
    {
        var tally = tallies[key, part.Figure];
        if (part.IsAmong)
            tally.Add(0, count);
        else if (part.Figure.IsExact)
            tally.AddTime(bucket, count);
        else if (part.Figure.HasValues)
            tally.AddRolled(bucket, count, sum);
        else
            tally.Add(count, null);
    }

    private async Task<Dictionary<int, FigurePart>> PartsAsync(IReadOnlyCollection<Figure> figures, CancellationToken cancellationToken)
    {
        var parts = FigurePart.Of(figures, _filter.Clock).ToDictionary(part => part.Name);
        var names = parts.Keys.ToList();
        return await _db.FactNames.AsNoTracking().Where(n => n.Kind == FactNameKind.Part && names.Contains(n.Name))
            .ToDictionaryAsync(n => n.Id, n => parts[n.Name], cancellationToken);
    }
}
