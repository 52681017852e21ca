using System.Linq.Expressions;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Voice;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports;

/// <summary>Reads figures off the facts, and the conversations behind each: both ask the same, so that there are as many as it
/// says.</summary>
public sealed class ReportReader(IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>What a figure comes to.</summary>
    public async Task<FigureValue> ReadAsync(Figure figure, ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        switch (figure)
        {
            case CaseCount count:
                return await CountAsync(
                    await FactQuery.CasesAsync(db, filter, cancellationToken), count.Counts, count.Of, cancellationToken);
            case HandoverCount count:
                return await CountAsync(await FactQuery.HandoversAsync(db, filter, cancellationToken), count.Counts(filter.Clock, now),
                    count.Of?.Invoke(filter.Clock, now), cancellationToken);
            case SurveyCount count:
                return await CountAsync(
                    await FactQuery.SurveysAsync(db, filter, cancellationToken), count.Counts, count.Of, cancellationToken);
            case SurveyScore score:
                var answers = await Answered(await FactQuery.SurveysAsync(db, filter, cancellationToken), score).GroupBy(f => f.Score)
                    .Select(g => new { Score = g.Key!.Value, Count = g.Count() }).ToListAsync(cancellationToken);
                return new FigureValue(answers.Sum(a => a.Count))
                {
                    Scores = ScoreScales.MeanOf(score.Kind, answers.Select(a => (a.Score, a.Count))),
                };
            case HandoverTime took:
                var seconds = await (await FactQuery.HandoversAsync(db, filter, cancellationToken)).Where(f => f.IsAsked)
                    .Select(took.Value(filter.Clock)).Where(value => value != null).ToListAsync(cancellationToken);
                return FigureValue.OfTimes([.. seconds.Select(value => value!.Value)]);
            default:
                throw new InvalidOperationException($"Nothing reads {figure.GetType().Name}.");
        }
    }

    /// <summary>The cases behind a figure, newest first: a case stands there once for each of its handovers that is counted.</summary>
    public async Task<IReadOnlyList<ReportRow>> RowsAsync(
        Figure figure, ReportFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var counted = figure switch
        {
            CaseCount count => (await FactQuery.CasesAsync(db, filter, cancellationToken)).Where(count.Counts)
                .Select(f => new Counted { CaseId = f.CaseId, At = f.OpenedAt, Seconds = null }),
            HandoverCount count => (await FactQuery.HandoversAsync(db, filter, cancellationToken)).Where(count.Counts(filter.Clock, now))
                .Select(f => new Counted { CaseId = f.CaseId, At = f.RequestedAt, Seconds = null }),
            SurveyCount count => (await FactQuery.SurveysAsync(db, filter, cancellationToken)).Where(count.Counts)
                .Select(f => new Counted { CaseId = f.CaseId, At = f.AskedAt, Seconds = null }),
            SurveyScore score => Answered(await FactQuery.SurveysAsync(db, filter, cancellationToken), score)
                .Select(f => new Counted { CaseId = f.CaseId, At = f.AskedAt, Seconds = null }),
            HandoverTime took => Timed(
                (await FactQuery.HandoversAsync(db, filter, cancellationToken)).Where(f => f.IsAsked), took.Value(filter.Clock)),
            _ => throw new InvalidOperationException($"Nothing reads {figure.GetType().Name}."),
        };
        return await (from c in counted.OrderByDescending(c => c.At).ThenByDescending(c => c.CaseId).Skip(skip).Take(take)
                      join one in db.Cases on c.CaseId equals one.Id into cases
                      from one in cases.DefaultIfEmpty()
                      join v in db.Conversations on one.ConversationId equals v.Id into places
                      from v in places.DefaultIfEmpty()
                      orderby c.At descending, c.CaseId descending
                      select new ReportRow(c.CaseId, DateTimeOffset.FromUnixTimeSeconds(c.At), (ConversationId?)v.Id, v.Channel, c.Seconds))
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
    public async Task<IReadOnlyDictionary<(DayOfWeek Day, int Hour), int>> HoursAsync(
        ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var counts = await (await FactQuery.CasesAsync(db, filter, cancellationToken)).GroupBy(f => new { Day = f.Day % 7, f.Hour })
            .Select(g => new { g.Key.Day, g.Key.Hour, Count = g.Count() }).ToListAsync(cancellationToken);
        return counts.ToDictionary(c => (WeekdayOf(c.Day), c.Hour), c => c.Count);
    }

    /// <summary>The names that stand in the facts, of one kind.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(FactNameKind kind, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.FactNames.AsNoTracking().Where(n => n.Kind == kind).OrderBy(n => n.Name).Select(n => n.Name)
            .ToListAsync(cancellationToken);
    }

    private static async Task<FigureValue> CountAsync<T>(IQueryable<T> facts, Expression<Func<T, bool>> counts,
        Expression<Func<T, bool>>? of, CancellationToken cancellationToken) =>
        new(await facts.CountAsync(counts, cancellationToken))
        {
            Of = of is null ? null : await facts.CountAsync(of, cancellationToken),
        };

    private static IQueryable<SurveyFact> Answered(IQueryable<SurveyFact> facts, SurveyScore score) =>
        facts.Where(f => f.Kind == score.Kind && f.Score != null);

    // 1970-01-01 was a Thursday.
    private static DayOfWeek WeekdayOf(int day) => (DayOfWeek)((day + (int)DayOfWeek.Thursday) % 7);

    private static IQueryable<Counted> Timed(IQueryable<HandoverFact> facts, Expression<Func<HandoverFact, int?>> value)
    {
        // f => new Counted { CaseId = f.CaseId, At = f.RequestedAt, Seconds = value(f) }
        var fact = value.Parameters[0];
        MemberBinding Bind(string name, Expression from) => Expression.Bind(typeof(Counted).GetProperty(name)!, from);
        var counted = Expression.MemberInit(
            Expression.New(typeof(Counted)),
            Bind(nameof(Counted.CaseId), Expression.Property(fact, nameof(HandoverFact.CaseId))),
            Bind(nameof(Counted.At), Expression.Property(fact, nameof(HandoverFact.RequestedAt))),
            Bind(nameof(Counted.Seconds), value.Body));
        return facts.Select(Expression.Lambda<Func<HandoverFact, Counted>>(counted, fact)).Where(c => c.Seconds != null);
    }

    private sealed class Counted
    {
        public long CaseId { get; init; }
        public long At { get; init; }
        public int? Seconds { get; init; }
    }
}

/// <summary>A case behind a figure.</summary>
/// <param name="ConversationId">Null where its customer is erased.</param>
/// <param name="Seconds">How long it took, where the figure is of times.</param>
public sealed record ReportRow(long CaseId, DateTimeOffset At, ConversationId? ConversationId, string? Channel, int? Seconds);
