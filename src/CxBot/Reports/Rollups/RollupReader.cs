using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>Adds figures up over a long period: the days that are added up already, and the facts of the others.</summary>
internal static class RollupReader
{
    /// <summary>A period of so many days at most is read off the facts, and its percentiles are exact.</summary>
    public const int ExactDays = 92;

    /// <param name="filter">It asks for days alone.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static async Task<Dictionary<Figure, FigureTally>> AddUpAsync(CxBotDbContext db, IReadOnlyCollection<Figure> figures,
        ReportFilter filter, long now, CancellationToken cancellationToken)
    {
        var (from, to) = FactQuery.Days(filter);
        var rolled = await RolledOf(db, from, to).Select(d => d.Day).ToListAsync(cancellationToken);
        var rest = new FactTallies(db, filter, now) { Days = [.. Enumerable.Range(from, to - from + 1).Except(rolled)] };
        var tallies = (await rest.AddUpAsync(figures, null, cancellationToken)).GetValueOrDefault(0, []);
        var parts = await PartsAsync(db, figures, filter.Clock, cancellationToken);
        var numbers = parts.Keys.ToList();
        var sums = await db.DayRollups.AsNoTracking()
            .Where(r => r.Day >= from && r.Day <= to && numbers.Contains(r.Part) && RolledOf(db, from, to).Any(d => d.Day == r.Day))
            .GroupBy(r => new { r.Part, r.Bucket })
            .Select(g => new { g.Key.Part, g.Key.Bucket, Count = g.Sum(r => r.Count), Sum = g.Sum(r => r.Sum) })
            .ToListAsync(cancellationToken);
        foreach (var sum in sums)
        {
            var part = parts[sum.Part];
            if (!tallies.TryGetValue(part.Figure, out var tally))
                tallies[part.Figure] = tally = new FigureTally();
            if (part.IsAmong)
                tally.Add(0, sum.Count);
            else if (part.Figure.Unit is not null)
                tally.AddRolled(sum.Bucket, sum.Count, sum.Sum);
            else
                tally.Add(sum.Count, null);
        }

        return tallies;
    }

    private static IQueryable<RolledDay> RolledOf(CxBotDbContext db, int from, int to) =>
        db.RolledDays.Where(d => d.Version == RolledDay.CurrentVersion && d.Day >= from && d.Day <= to);

    private static async Task<Dictionary<int, FigurePart>> PartsAsync(
        CxBotDbContext db, IReadOnlyCollection<Figure> figures, ReportClock clock, CancellationToken cancellationToken)
    {
        var parts = FigurePart.Of(figures, clock).ToDictionary(part => part.Name);
        var names = parts.Keys.ToList();
        return await db.FactNames.AsNoTracking().Where(n => n.Kind == FactNameKind.Part && names.Contains(n.Name))
            .ToDictionaryAsync(n => n.Id, n => parts[n.Name], cancellationToken);
    }
}
