using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports;

/// <summary>Reads figures off the facts, and the conversations behind each: both ask the same, so that there are as many as it
/// says.</summary>
public sealed class ReportReader(IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>What a figure comes to.</summary>
    public async Task<FigureValue> ReadAsync(Figure figure, ReportFilter filter, CancellationToken cancellationToken) =>
        (await ReadAsync([figure], filter, cancellationToken))[figure];

    /// <summary>What some figures come to, all as of one moment.</summary>
    public Task<IReadOnlyDictionary<Figure, FigureValue>> ReadAsync(
        IReadOnlyCollection<Figure> figures, ReportFilter filter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<Figure, FigureValue>>(
            async db => (await AddUpAsync(db, figures, filter, null, cancellationToken)).Values(FigureTallies.Whole, figures),
            cancellationToken);

    /// <summary>The same, apart for each value of a dimension that there is, by its name: an agent's account, an article.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyDictionary<Figure, FigureValue>>> ReadByAsync(
        FactNameKind dimension, IReadOnlyCollection<Figure> figures, ReportFilter filter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, IReadOnlyDictionary<Figure, FigureValue>>>(
            async db =>
            {
                var tallies = await AddUpAsync(db, figures, filter, dimension, cancellationToken);
                var names = await db.FactNames.AsNoTracking().Where(n => n.Kind == dimension)
                    .ToDictionaryAsync(n => n.Id, n => n.Name, cancellationToken);
                return tallies.Keys.Where(names.ContainsKey).ToDictionary(key => names[key], key => tallies.Values(key, figures));
            },
            cancellationToken);

    /// <summary>The same, day by day; days with nothing are left out.</summary>
    public Task<IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<Figure, FigureValue>>> ReadByDayAsync(
        IReadOnlyCollection<Figure> figures, ReportFilter filter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<Figure, FigureValue>>>(
            async db =>
            {
                var now = NowOf(filter);
                var tallies = filter.IsAll && RollupReader.For(db, filter, null, now) is { } rolled
                    ? await rolled.AddUpByDayAsync(figures, cancellationToken)
                    : await new FactReader(db, filter, now).AddUpAsync(figures, nameof(CountedFact.Day), cancellationToken);
                return tallies.Keys.ToDictionary(FactQuery.DateOf, day => tallies.Values(day, figures));
            },
            cancellationToken);

    /// <summary>The cases behind a figure, newest first: a case stands there once for each of its facts that is counted.</summary>
    public async Task<IReadOnlyList<ReportRow>> RowsAsync(
        Figure figure, ReportFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var counted = figure switch
        {
            FactCount<CaseFact> count => await CountedAsync(db, count, filter, cancellationToken),
            FactCount<HandoverFact> count => await CountedAsync(db, count, filter, cancellationToken),
            FactCount<SurveyFact> count => await CountedAsync(db, count, filter, cancellationToken),
            FactSpread<SurveyFact> score => await TimedAsync(db, score, filter, cancellationToken),
            FactTime<HandoverFact> took => await TimedAsync(db, took, filter, cancellationToken),
            FactTime<NextReplyFact> took => await TimedAsync(db, took, filter, cancellationToken),
            FactTime<BotReplyFact> took => await TimedAsync(db, took, filter, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing reads {figure.GetType().Name}."),
        };
        return await (from c in counted.OrderByDescending(c => c.At).ThenByDescending(c => c.CaseId).Skip(skip).Take(take)
                      join one in db.Cases on c.CaseId equals one.Id into cases
                      from one in cases.DefaultIfEmpty()
                      join v in db.Conversations on one.ConversationId equals v.Id into places
                      from v in places.DefaultIfEmpty()
                      orderby c.At descending, c.CaseId descending
                      select new ReportRow(c.CaseId, DateTimeOffset.FromUnixTimeSeconds(c.At), (ConversationId?)v.Id, v.Channel, c.Value))
            .ToListAsync(cancellationToken);
    }

    /// <summary>How many cases of the period are left out, because they are no customer's matter.</summary>
    public async Task<int> LeftOutAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var (from, to) = FactQuery.Days(filter);
        return await db.CaseFacts.CountAsync(f => f.Day >= from && f.Day <= to && f.Mark != CaseMark.Customer, cancellationToken);
    }

    /// <summary>How many cases began in each hour of each day of the week.</summary>
    public Task<IReadOnlyDictionary<(DayOfWeek Day, int Hour), int>> HoursAsync(
        ReportFilter filter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<(DayOfWeek Day, int Hour), int>>(
            async db =>
            {
                var tallies = await AddUpAsync(db, [AllFigures.HourOfWeek], filter, null, cancellationToken);
                return tallies[FigureTallies.Whole, AllFigures.HourOfWeek].Values
                    .ToDictionary(one => (WeekdayOf(one.Value / 24), one.Value % 24), one => one.Count);
            },
            cancellationToken);

    /// <summary>The names that stand in the facts, of one kind.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(FactNameKind kind, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.FactNames.AsNoTracking().Where(n => n.Kind == kind).OrderBy(n => n.Name).Select(n => n.Name)
            .ToListAsync(cancellationToken);
    }

    /// <summary>From what is added up already where the filter allows that, and off the facts otherwise.</summary>
    private Task<FigureTallies> AddUpAsync(CxBotDbContext db, IReadOnlyCollection<Figure> figures, ReportFilter filter, FactNameKind? by,
        CancellationToken cancellationToken)
    {
        var now = NowOf(filter);
        return RollupReader.For(db, filter, by, now) is { } rolled
            ? rolled.AddUpAsync(figures, cancellationToken)
            : new FactReader(db, filter, now).AddUpAsync(figures, by?.ToString(), cancellationToken);
    }

    private async Task<IQueryable<CountedRow>> CountedAsync<T>(
        CxBotDbContext db, FactCount<T> count, ReportFilter filter, CancellationToken cancellationToken) where T : CountedFact =>
        FactCounts.RowsOf(
            (await FactQuery.OfAsync<T>(db, filter, cancellationToken))
                .Where(count.Counted(filter.Clock, NowOf(filter))),
            null);

    private static async Task<IQueryable<CountedRow>> TimedAsync<T>(
        CxBotDbContext db, FactSpread<T> took, ReportFilter filter, CancellationToken cancellationToken) where T : CountedFact =>
        FactCounts.RowsOf(await FactQuery.OfAsync<T>(db, filter, cancellationToken), took.Value(filter.Clock));

    private async Task<T> ReadAsync<T>(Func<CxBotDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var snapshot = await ReportSnapshot.BeginAsync(db, cancellationToken);
        return await read(db);
    }

    private long NowOf(ReportFilter filter) => filter.Moment ?? time.GetUtcNow().ToUnixTimeSeconds();

    // 1970-01-01 was a Thursday.
    private static DayOfWeek WeekdayOf(int day) => (DayOfWeek)((day + (int)DayOfWeek.Thursday) % 7);
}

/// <summary>A case behind a figure.</summary>
/// <param name="ConversationId">Null where its customer is erased.</param>
/// <param name="Value">How long it took, in the figure's unit, where it is of times.</param>
public sealed record ReportRow(long CaseId, DateTimeOffset At, ConversationId? ConversationId, string? Channel, int? Value);
