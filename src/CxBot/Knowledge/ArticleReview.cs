using System.Globalization;
using CxBot.Language.Text;
using CxBot.Words;
using Markdig.Syntax.Inlines;
using Markdig.Syntax;
using Markdig;

namespace CxBot.Knowledge;

/// <summary>
/// Advice on what articles say: links that lead nowhere, answers that are nearly the same, answers that nobody has touched for long.
/// </summary>
public static class ArticleReview
{
    /// <summary>Prices and rules change; what is older should be read again.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromDays(365);

    private const double NearlySame = 0.8;

    /// <param name="written">When an article's file was last written.</param>
    public static IReadOnlyList<KnowledgeAdvice> Advise(
        IReadOnlyList<Article> articles,
        string folder,
        Func<Article, DateTimeOffset> written,
        DateTimeOffset now) =>
        [
            .. articles.SelectMany(a => BrokenLinks(a, folder)),
            .. articles.Where(a => Dialect.HasTable(a.Body)).Select(a => new KnowledgeAdvice(a.File, AdviceKind.Table)),
            .. NearDuplicates(articles),
            .. articles
                .Where(a => now - written(a) > Stale)
                .Select(a => new KnowledgeAdvice(
                    a.File,
                    AdviceKind.Stale,
                    written(a).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ];

    private static IEnumerable<KnowledgeAdvice> BrokenLinks(Article article, string folder) =>
        Markdown.Parse(article.Body).Descendants<LinkInline>()
            .Select(link => link.Url ?? "")
            .Where(url => !Leads(url, article, folder))
            .Select(url => new KnowledgeAdvice(article.File, AdviceKind.BrokenLink, url));

    private static bool Leads(string url, Article article, string folder)
    {
        if (url.StartsWith('#') || url.StartsWith('/'))
            return url.Length > 1;
        if (Uri.TryCreate(url, UriKind.Absolute, out var address))
            return address.Scheme is "mailto" or "tel"
                ? url.Length > address.Scheme.Length + 1
                : address.Scheme is "https" or "http" && address.Host.Contains('.');
        var beside = Path.Combine(folder, Path.GetDirectoryName(article.File) ?? "", Uri.UnescapeDataString(url.Split('#', '?')[0]));
        return url.Length > 0 && File.Exists(beside);
    }

    private static IEnumerable<KnowledgeAdvice> NearDuplicates(IReadOnlyList<Article> articles)
    {
        var words = articles.Select(a => TextNormalizer.Words(a.Body).ToHashSet(StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < articles.Count; i++)
            for (var j = i + 1; j < articles.Count; j++)
                if (articles[i].Language == articles[j].Language && AreNearlySame(words[i], words[j]))
                    yield return new KnowledgeAdvice(articles[j].File, AdviceKind.NearDuplicate, articles[i].File);
    }

    private static bool AreNearlySame(HashSet<string> one, HashSet<string> other)
    {
        // Sets of very different size cannot share so much.
        if (Math.Min(one.Count, other.Count) < NearlySame * Math.Max(one.Count, other.Count) || one.Count == 0)
            return false;
        var shared = one.Count(other.Contains);
        return shared >= NearlySame * (one.Count + other.Count - shared);
    }
}
