using CxBot.Knowledge.Text;

namespace CxBot.Knowledge;

/// <summary>Advice on articles that can be read but could answer better.</summary>
public static class KnowledgeCheck
{
    /// <summary>With fewer ways to ask than this, measured accuracy falls by about twelve points.</summary>
    public const int FewestWays = 5;

    public static IReadOnlyList<KnowledgeProblem> Advise(IReadOnlyList<Article> articles)
    {
        var advice = articles
            .Where(a => a.Questions.Count < FewestWays)
            .Select(a => new KnowledgeProblem(a.File, null, $"only {a.Questions.Count} way(s) to ask, the title included; add questions as customers really write them, at least {FewestWays} in all."))
            .ToList();

        var subjects = Subjects.Of(articles);
        var ways = articles.SelectMany((a, at) => a.Questions.Select(q => (Article: a, Subject: subjects[at], Question: q)));
        foreach (var same in ways.GroupBy(w => string.Join(' ', TextNormalizer.Normalize(w.Question).Select(x => x.Stem))).Where(g => g.Count() > 1))
        {
            var first = same.First();
            foreach (var other in same.Skip(1))
                advice.Add(new KnowledgeProblem(other.Article.File, null, other.Subject == first.Subject
                    ? $"'{other.Question}' reads the same as '{first.Question}'{(other.Article == first.Article ? "" : $" in {first.Article.File}")}; one of them is enough."
                    : $"'{other.Question}' asks for {first.Article.File} too; a customer who writes it can get only one of them."));
        }

        return [.. advice.OrderBy(p => p.File, StringComparer.Ordinal)];
    }
}
