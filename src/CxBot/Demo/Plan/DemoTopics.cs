using CxBot.Knowledge;

namespace CxBot.Demo.Plan;

/// <summary>Which articles are asked for: a few often, most of them now and then. Pure.</summary>
internal sealed class DemoTopics
{
    private readonly Dictionary<string, List<(Article Article, double Weight)>> _byLanguage;
    private readonly Dictionary<ArticleId, double> _needsPeople;

    /// <param name="articles">Not empty.</param>
    public DemoTopics(IReadOnlyList<Article> articles, Random random)
    {
        var mixed = articles.OrderBy(a => a.Id.Value, StringComparer.Ordinal).Select(a => (Article: a, At: random.NextDouble()))
            .OrderBy(pair => pair.At).Select(pair => pair.Article).ToList();
        _needsPeople = mixed.ToDictionary(a => a.Id, _ => 0.5 + (1.2 * random.NextDouble()));
        _byLanguage = mixed.GroupBy(a => a.Language).ToDictionary(
            group => group.Key, group => group.Select((article, place) => (article, Weight(article, place))).ToList());
    }

    /// <summary>A language that there are articles in: the one that is wanted, else any.</summary>
    public string Language(string wanted) =>
        _byLanguage.ContainsKey(wanted) ? wanted : _byLanguage.Keys.Order(StringComparer.Ordinal).First();

    public Article Any(string language, Random random)
    {
        var all = _byLanguage[language];
        var at = random.NextDouble() * all.Sum(one => one.Weight);
        foreach (var (article, weight) in all)
        {
            at -= weight;
            if (at < 0)
                return article;
        }

        return all[^1].Article;
    }

    /// <summary>How much more often than others it goes to people, around 1.</summary>
    public double NeedsPeople(Article article) => _needsPeople[article.Id];

    // Injuries and legal claims are rare.
    private static double Weight(Article article, int place) => article.Handover == ArticleHandover.Always ? 0.02 : 1.0 / (place + 3);
}
