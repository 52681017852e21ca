using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Statistics;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>Adds up the days that have become still, so that long periods need not be read fact by fact. A rollup holds until a fact of its
/// day changes; then it is thrown away, and made anew once the day is still again.</summary>
internal static class RollupWriter
{
    /// <summary>What is younger may still change: it is read off the facts.</summary>
    private const int StillAfterDays = 8;

    /// <summary>Facts of these days change: what was added up of them does not hold any more. Called inside a <see cref="Writer"/> command
    /// before they change; on PostgreSQL the days' rows are locked by it, and nobody adds them up meanwhile.</summary>
    public static async Task ForgetAsync(CxBotDbContext db, IEnumerable<int> days, CancellationToken cancellationToken)
    {
        foreach (var day in days.Distinct().Order())
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "RolledDays" ("Day", "Version") VALUES ({day}, 0)
                ON CONFLICT ("Day") DO UPDATE SET "Version" = 0
                """,
                cancellationToken);
    }

    /// <summary>The oldest day that is still and not added up; null where there is none.</summary>
    public static async Task<int?> NextAsync(CxBotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var still = FactQuery.DayOf(DateOnly.FromDateTime(now.UtcDateTime)) - StillAfterDays;
        var due = now.ToUnixTimeSeconds();
        // A handover that nobody answered falls due with time, and counts otherwise from then on.
        return await db.RolledDays.Where(d => d.Version != RolledDay.CurrentVersion && d.Day < still
                && !db.HandoverFacts.Any(f => f.Day == d.Day && f.EndedAt == null && f.ReplyElapsed == null
                    && (f.DueElapsed > due || f.DueOpen > due)))
            .OrderBy(d => d.Day).Select(d => (int?)d.Day).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Adds a day up. Called inside a <see cref="Writer"/> command.</summary>
    public static async Task RollAsync(CxBotDbContext db, int day, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Whoever changes facts of the day waits for this row, or has gone before.
        await db.RolledDays.Where(d => d.Day == day)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Version, RolledDay.CurrentVersion), cancellationToken);
        await db.DayRollups.Where(r => r.Day == day).ExecuteDeleteAsync(cancellationToken);
        var rows = new List<DayRollup>();
        var parts = await db.FactNames.Where(n => n.Kind == FactNameKind.Part)
            .ToDictionaryAsync(n => n.Name, n => n.Id, cancellationToken);
        var date = FactQuery.DateOf(day);
        foreach (var clock in Enum.GetValues<ReportClock>())
        {
            var facts = new FactTallies(db, new ReportFilter(date, date) { Clock = clock }, now.ToUnixTimeSeconds());
            foreach (var (figure, tally) in (await facts.AddUpAsync(AllFigures.All, null, cancellationToken)).GetValueOrDefault(0, []))
            {
                var part = await PartAsync(db, parts, new FigurePart(figure, clock, false), cancellationToken);
                if (!tally.Values.Any() && tally.Count > 0)
                    rows.Add(new DayRollup { Day = day, Part = part, Count = tally.Count });
                rows.AddRange(tally.Values.GroupBy(v => DurationBuckets.Of(v.Value)).Select(v => new DayRollup
                {
                    Day = day,
                    Part = part,
                    Bucket = v.Key,
                    Count = v.Sum(one => one.Count),
                    Sum = v.Sum(one => (long)one.Value * one.Count),
                }));
                if (tally.Among is > 0 and var among)
                    rows.Add(new DayRollup
                    {
                        Day = day,
                        Part = await PartAsync(db, parts, new FigurePart(figure, clock, true), cancellationToken),
                        Count = among,
                    });
            }
        }

        db.DayRollups.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<int> PartAsync(
        CxBotDbContext db, Dictionary<string, int> parts, FigurePart part, CancellationToken cancellationToken) =>
        parts.TryGetValue(part.Name, out var number)
            ? number
            : parts[part.Name] = await FactName.NumberAsync(db, FactNameKind.Part, part.Name, cancellationToken);
}
