using System.Text.Json;
using CxBot.Knowledge;

namespace CxBot.Benchmarks.Quality;

/// <summary>A knowledge of labels as articles and training questions as ways to ask, and the questions it is measured by.</summary>
/// <param name="Questions">The article that answers each; null where none does.</param>
internal sealed record QualitySet(string Name, IReadOnlyList<Article> Articles, IReadOnlyList<(string Text, ArticleId? Article)> Questions)
{
    /// <summary>The share of its questions that no article answers; at least 0.01, which is the least that may be stated.</summary>
    public double UnanswerableShare => Math.Max(0.01, Questions.Count(q => q.Article is null) / (double)Questions.Count);

    /// <summary>The public sets in <paramref name="folder"/> and the demo shop's own.</summary>
    public static IEnumerable<QualitySet> All(string folder, string repository)
    {
        yield return Public("CLINC150 dev", folder, "clinc150/train.tsv", null, "clinc150/dev.tsv");
        yield return Public("Banking77 test", folder, "banking77/train.tsv", null, "banking77/test.tsv");
        yield return Public("Tegal test", folder, "tegal/train.tsv", null, "tegal/test.tsv", "tegal/unanswerable-test.tsv");
        yield return Public("Tegal test, typos", folder, "tegal/train.tsv", null, "tegal/test-typo.tsv", "tegal/unanswerable-test.tsv");
        yield return Public("Tegal test, 5 ways each", folder, "tegal/train.tsv", 5, "tegal/test.tsv", "tegal/unanswerable-test.tsv");
        yield return Demo(repository);
    }

    private static QualitySet Public(string name, string folder, string training, int? ways, params string[] questions) => new(
        name,
        [.. Read(Path.Combine(folder, training))
            .GroupBy(q => q.Article!.Value, q => q.Text)
            .OrderBy(g => g.Key)
            .Select(g => Article(g.Key, [.. g.Distinct(StringComparer.Ordinal).Take(ways ?? int.MaxValue)]))],
        [.. questions.SelectMany(f => Read(Path.Combine(folder, f)))]);

    private static QualitySet Demo(string repository) => new(
        "Demo shop, 400 questions",
        new KnowledgeFolder(Path.Combine(repository, "knowledge")).Read(),
        [.. File.ReadLines(Path.Combine(repository, "tests/CxBot.Benchmarks/quality/demo.jsonl")).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("text").GetString()!,
                ArticleId.OrNull(json.RootElement.GetProperty("article").GetString()));
        })]);

    private static IEnumerable<(string Text, ArticleId? Article)> Read(string file) =>
        File.ReadLines(file).Select(line => line.Split('\t')).Where(parts => parts.Length == 2)
            .Select(parts => (parts[0], ArticleId.OrNull(parts[1].Length == 0 ? null : parts[1])));

    private static Article Article(ArticleId label, IReadOnlyList<string> ways) =>
        new(label, ways[0], "und", ways, [], ArticleHandover.Never, null, label.Value, label + ".md");
}
