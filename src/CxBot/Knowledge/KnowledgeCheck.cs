using System.Globalization;
using CxBot.Language.Text;

namespace CxBot.Knowledge;

/// <summary>Advice on articles that can be read but could answer better.</summary>
public static class KnowledgeCheck
{
    /// <summary>With fewer ways to ask than this, measured accuracy falls by about twelve points.</summary>
    public const int MinWays = 5;

    public static IReadOnlyList<KnowledgeAdvice> Advise(IReadOnlyList<Article> articles)
    {
        var advice = articles
            .Where(a => a.WaysToAsk.Count < MinWays)
            .Select(a => new KnowledgeAdvice(a.File, AdviceKind.FewWays, Number(a.WaysToAsk.Count), Number(MinWays)))
            .ToList();

        var subjects = Subjects.Of(articles);
        var ways = articles.SelectMany((a, at) => a.WaysToAsk.Select(q => (Article: a, Subject: subjects[at], Question: q)));
        foreach (
            var same in ways.GroupBy(w => string.Join(' ', TextNormalizer.Normalize(w.Question).Select(x => x.Stem)))
                .Where(g => g.Count() > 1))
        {
            var first = same.First();
            foreach (var other in same.Skip(1))
                advice.Add(
                    other.Subject != first.Subject
                        ? new KnowledgeAdvice(other.Article.File, AdviceKind.AskedTwice, other.Question, first.Article.File)
                    : other.Article == first.Article
                        ? new KnowledgeAdvice(other.Article.File, AdviceKind.SameWay, other.Question, first.Question)
                    : new KnowledgeAdvice(
                        other.Article.File,
                        AdviceKind.SameWayElsewhere,
                        other.Question,
                        first.Question,
                        first.Article.File));
        }

        return [.. advice.OrderBy(p => p.File, StringComparer.Ordinal)];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
