using System.Linq.Expressions;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Storage;

namespace CxBot.Reports;

/// <summary>Adds figures up from the facts themselves: one pass over each kind of fact, however many figures.</summary>
/// <param name="Now">Seconds since 1970.</param>
internal sealed record FactReader(CxBotDbContext Db, ReportFilter Filter, long Now)
{
    /// <summary>Only these days; null for all of the filter's.</summary>
    public IReadOnlyList<int>? Days { get; init; }

    /// <param name="key">The number that they are added up apart by, as <see cref="CountedFact.Day"/>; null for all
    /// together.</param>
    public async Task<FigureTallies> AddUpAsync(
        IReadOnlyCollection<Figure> figures, string? key, CancellationToken cancellationToken)
    {
        var tallies = new FigureTallies();
        await AddAsync<CaseFact>(tallies, figures, key, cancellationToken);
        await AddAsync<HandoverFact>(tallies, figures, key, cancellationToken);
        await AddAsync<NextReplyFact>(tallies, figures, key, cancellationToken);
        await AddAsync<BotReplyFact>(tallies, figures, key, cancellationToken);
        await AddAsync<SurveyFact>(tallies, figures, key, cancellationToken);
        return tallies;
    }

    private async Task AddAsync<T>(
        FigureTallies tallies, IReadOnlyCollection<Figure> figures, string? key, CancellationToken cancellationToken) where T : CountedFact
    {
        var counts = figures.OfType<FactCount<T>>().ToList();
        var times = figures.OfType<FactSpread<T>>().ToList();
        if (counts.Count + times.Count == 0)
            return;
        var facts = await FactQuery.OfAsync<T>(Db, Filter, cancellationToken);
        if (Days is { } days)
            facts = facts.Where(f => days.Contains(f.Day));
        var by = KeyOf<T>(key);
        var which = counts.Select(one => one.Counted(Filter.Clock, Now))
            .Concat(counts.Select(one => one.Among(Filter.Clock, Now)).OfType<Expression<Func<T, bool>>>()).ToList();
        foreach (var (number, values) in await FactCounts.CountAsync(facts, by, which, cancellationToken))
        {
            var among = counts.Count;
            for (var i = 0; i < counts.Count; i++)
                tallies[number, counts[i]].Add(
                    values[i], counts[i].Among(Filter.Clock, Now) is null ? null : values[among++]);
        }

        foreach (var time in times)
        {
            foreach (var row in await FactCounts.TimesAsync(facts, by, time.Value(Filter.Clock), cancellationToken))
                tallies[row.Key, time].AddTime(row.Value, row.Count);
        }
    }

    private static Expression<Func<T, int>> KeyOf<T>(string? key)
    {
        var fact = Expression.Parameter(typeof(T), "fact");
        Expression of = key is null ? Expression.Constant(FigureTallies.Whole) : Expression.Property(fact, key);
        return Expression.Lambda<Func<T, int>>(of, fact);
    }
}
