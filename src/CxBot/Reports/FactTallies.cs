using System.Linq.Expressions;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Storage;

namespace CxBot.Reports;

/// <summary>Adds figures up from the facts themselves: one pass over each kind of fact, however many figures.</summary>
/// <param name="Now">Seconds since 1970.</param>
internal sealed record FactTallies(CxBotDbContext Db, ReportFilter Filter, long Now)
{
    /// <summary>Only these days; null for all of the filter's.</summary>
    public IReadOnlyList<int>? Days { get; init; }

    /// <param name="key">The number that they are added up apart by, as <see cref="ICountedFact.Day"/>; null for all together, under
    /// 0.</param>
    public async Task<Dictionary<int, Dictionary<Figure, FigureTally>>> AddUpAsync(
        IReadOnlyCollection<Figure> figures, string? key, CancellationToken cancellationToken)
    {
        var tallies = new Dictionary<int, Dictionary<Figure, FigureTally>>();
        await AddAsync<CaseFact>(tallies, figures, key, cancellationToken);
        await AddAsync<HandoverFact>(tallies, figures, key, cancellationToken);
        await AddAsync<NextReplyFact>(tallies, figures, key, cancellationToken);
        await AddAsync<BotReplyFact>(tallies, figures, key, cancellationToken);
        await AddAsync<SurveyFact>(tallies, figures, key, cancellationToken);
        return tallies;
    }

    private async Task AddAsync<T>(Dictionary<int, Dictionary<Figure, FigureTally>> tallies, IReadOnlyCollection<Figure> figures,
        string? key, CancellationToken cancellationToken) where T : class, ICountedFact
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
                TallyOf(tallies, number, counts[i]).Add(
                    values[i], counts[i].Among(Filter.Clock, Now) is null ? null : values[among++]);
        }

        foreach (var time in times)
        {
            foreach (var row in await FactCounts.TimesAsync(facts, by, time.Value(Filter.Clock), cancellationToken))
                TallyOf(tallies, row.Key, time).AddTime(row.Value, row.Count);
        }
    }

    private static FigureTally TallyOf(Dictionary<int, Dictionary<Figure, FigureTally>> tallies, int key, Figure figure)
    {
        if (!tallies.TryGetValue(key, out var ofKey))
            tallies[key] = ofKey = [];
        if (!ofKey.TryGetValue(figure, out var tally))
            ofKey[figure] = tally = new FigureTally();
        return tally;
    }

    private static Expression<Func<T, int>> KeyOf<T>(string? key)
    {
        var fact = Expression.Parameter(typeof(T), "fact");
        return Expression.Lambda<Func<T, int>>(key is null ? Expression.Constant(0) : Expression.Property(fact, key), fact);
    }
}
