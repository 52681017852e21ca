namespace CxBot.Knowledge;

/// <summary>Which articles say the same in two languages: <c>refund</c> and <c>refund-en</c> are one subject and do not compete.</summary>
internal static class Subjects
{
    /// <summary>The subject's number of each article, by its place.</summary>
    public static int[] Of(IReadOnlyList<Article> articles)
    {
        var languages = articles.ToDictionary(a => a.Id, a => Primary(a.Language), ArticleId.InAnyCase);
        var numbers = new Dictionary<ArticleId, int>(ArticleId.InAnyCase);
        return [.. articles.Select(a =>
        {
            var ending = "-" + Primary(a.Language);
            var id = a.Id.Value;
            var stem = id.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? new ArticleId(id[..^ending.Length]) : a.Id;
            var subject = languages.TryGetValue(stem, out var other) && (stem == a.Id || other != Primary(a.Language)) ? stem : a.Id;
            numbers.TryAdd(subject, numbers.Count);
            return numbers[subject];
        })];
    }

    /// <summary>Whether an article is in another language than a question; one of no language in particular never is.</summary>
    public static bool IsForeign(string article, string question) =>
        Primary(article) is var written && written != "und" && written != question;

    /// <summary><c>en</c> of <c>en-GB</c>.</summary>
    public static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();
}
