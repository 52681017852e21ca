using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>Adds up the days and months that have become still, so that long periods need not be read fact by fact. What was added up holds
/// until a fact of it changes; then it is thrown away, and made anew once that is still again.</summary>
/// <param name="minCases">A day with fewer is read as fast as what it would be added up to, and a month with fewer for each of twenty
/// days: that is left.</param>
internal sealed class RollupWriter(Writer writer, IDbContextFactory<CxBotDbContext> contexts, int minCases = 400)
{
    /// <summary>What is younger may still change: it is read off the facts.</summary>
    private const int StillAfterDays = 8;

    /// <summary>So many rows are one write, of a few milliseconds.</summary>
    private const int RowsAtOnce = 500;

    // Those that pages ask for over long periods.
    private static readonly FactNameKind?[] OfMonths =
        [null, FactNameKind.Channel, FactNameKind.Skill, FactNameKind.Agent, FactNameKind.Topic];

    /// <summary>Facts of these days change: what was added up of them does not hold any more. Called inside a <see cref="Writer"/> command
    /// before they change; on PostgreSQL it locks the periods' rows, and who adds them up hears of it or has gone before.</summary>
    public static async Task ForgetAsync(CxBotDbContext db, IEnumerable<int> days, CancellationToken cancellationToken)
    {
        var changed = days.Distinct().Order().ToList();
        var periods = changed.ConvertAll(RollupPeriod.Day)
            .Concat(changed.Select(day => RollupPeriod.MonthOf(FactQuery.DateOf(day))).Distinct());
        foreach (var period in periods)
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "RolledPeriods" ("Level", "Period", "Version", "Changes") VALUES ({(int)period.Level}, {period.Number}, 0, 1)
                ON CONFLICT ("Level", "Period") DO UPDATE SET "Version" = 0, "Changes" = "RolledPeriods"."Changes" + 1
                """,
                cancellationToken);
    }

    /// <summary>Removes what was added up of days and months that have no facts any more, and what does not hold. Called inside a
    /// <see cref="Writer"/> command.</summary>
    public static async Task RemoveEmptyAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var days = await FactsWriter.DaysAsync(db, cancellationToken);
        var months = days.Select(day => RollupPeriod.MonthOf(FactQuery.DateOf(day)).Number).Distinct().ToList();
        await db.RolledPeriods.Where(p => p.Level == RollupLevel.Day ? !days.Contains(p.Period) : !months.Contains(p.Period))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Rollups.Where(r => !db.RolledPeriods.Any(
                p => p.Level == r.Level && p.Period == r.Period && p.Version == RolledPeriod.CurrentVersion))
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Adds up the oldest day or month that is still.</summary>
    /// <returns>Whether there was one, and nobody else has begun with it meanwhile.</returns>
    public async Task<bool> RollNextAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((await NextAsync(RollupLevel.Day, now, cancellationToken) ?? await NextAsync(RollupLevel.Month, now, cancellationToken))
            is not { } period)
            return false;
        return await RollAsync(period, now, cancellationToken);
    }

    private async Task<RollupPeriod?> NextAsync(RollupLevel level, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var still = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-StillAfterDays);
        // All of a month must be still.
        var before = level == RollupLevel.Day ? FactQuery.DayOf(still) : RollupPeriod.MonthOf(still).Number;
        var due = now.ToUnixTimeSeconds();
        // A handover that nobody answered falls due with time, and counts otherwise from then on.
        var open = (await db.HandoverFacts
            .Where(f => f.EndedAt == null && f.ReplyElapsed == null && (f.DueElapsed > due || f.DueOpen > due))
            .Select(f => f.Day).Distinct().ToListAsync(cancellationToken))
            .Select(day => level == RollupLevel.Day ? day : RollupPeriod.MonthOf(FactQuery.DateOf(day)).Number).ToHashSet();
        var waiting = await db.RolledPeriods
            .Where(p => p.Level == level && p.Version != RolledPeriod.CurrentVersion && p.Version != RolledPeriod.LeftVersion
                && p.Period < before)
            .OrderBy(p => p.Period).Select(p => p.Period).ToListAsync(cancellationToken);
        return waiting.Where(period => !open.Contains(period)).Select(period => (RollupPeriod?)new RollupPeriod(level, period))
            .FirstOrDefault();
    }

    /// <summary>It is read beside the traffic and written in pieces, and counts only if its facts have stayed as they were and nobody else
    /// has begun with it: a command and the app may both be at it.</summary>
    /// <returns>Whether it counts now.</returns>
    private async Task<bool> RollAsync(RollupPeriod period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var dimensions = period.Level == RollupLevel.Day ? [null] : OfMonths;
        var changes = await writer.RunAsync((db, token) => ClaimAsync(db, period, token), cancellationToken);
        if (await IsSmallAsync(period, cancellationToken))
            return await writer.RunAsync(
                (db, token) => StateAsync(db, period, changes, RolledPeriod.LeftVersion, token), cancellationToken);
        await writer.RunAsync(RollupRows.NamePartsAsync, cancellationToken);
        var rows = new List<Rollup>();
        await using (var db = contexts.CreateDbContext())
        {
            await using var snapshot = await ReportSnapshot.BeginAsync(db, cancellationToken);
            var made = await RollupRows.OfAsync(db, cancellationToken);
            foreach (var dimension in dimensions)
                rows.AddRange(await made.AddUpAsync(period, dimension, now, cancellationToken));
        }

        foreach (var dimension in dimensions.Select(kind => (int?)kind ?? Rollup.All))
            if (!await PieceAsync((db, token) => db.Rollups
                .Where(r => r.Level == period.Level && r.Dimension == dimension && r.Period == period.Number).ExecuteDeleteAsync(token)))
                return false;
        foreach (var some in rows.Chunk(RowsAtOnce))
            if (!await PieceAsync((db, token) =>
            {
                db.Rollups.AddRange(some);
                return db.SaveChangesAsync(token);
            }))
                return false;
        return await writer.RunAsync(
            (db, token) => StateAsync(db, period, changes, RolledPeriod.CurrentVersion, token), cancellationToken);

        Task<bool> PieceAsync(Func<CxBotDbContext, CancellationToken, Task> piece) => writer.RunAsync(
            async (db, token) =>
            {
                if (!await StateAsync(db, period, changes, 0, token))
                    return false;
                await piece(db, token);
                return true;
            },
            cancellationToken);
    }

    private async Task<bool> IsSmallAsync(RollupPeriod period, CancellationToken cancellationToken)
    {
        var (from, to) = (FactQuery.DayOf(period.From), FactQuery.DayOf(period.To));
        await using var db = contexts.CreateDbContext();
        return await db.CaseFacts.CountAsync(f => f.Day >= from && f.Day <= to, cancellationToken)
            < minCases * (period.Level == RollupLevel.Day ? 1 : 20);
    }

    /// <summary>Whoever was at it before leaves it.</summary>
    private static async Task<long> ClaimAsync(CxBotDbContext db, RollupPeriod period, CancellationToken cancellationToken)
    {
        var one = db.RolledPeriods.Where(p => p.Level == period.Level && p.Period == period.Number);
        await one.ExecuteUpdateAsync(set => set.SetProperty(p => p.Changes, p => p.Changes + 1), cancellationToken);
        return await one.Select(p => p.Changes).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>States whether a period counts; it locks its row, so that nobody claims it meanwhile.</summary>
    /// <returns>False where it is another's by now, or its facts have changed.</returns>
    private static async Task<bool> StateAsync(
        CxBotDbContext db, RollupPeriod period, long changes, int version, CancellationToken cancellationToken) =>
        await db.RolledPeriods.Where(p => p.Level == period.Level && p.Period == period.Number && p.Changes == changes)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, version), cancellationToken) > 0;
}
