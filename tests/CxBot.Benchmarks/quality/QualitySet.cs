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
        yield return Demo("Demo shop, 400 questions", repository, "demo.jsonl");
        yield return Demo("Demo shop, 150 by others", repository, "demo-new.jsonl");
        yield return InOneLanguage(Demo("Demo shop, across languages", repository, "across.jsonl"));
    }

    /// <summary>What the confidence is tuned on: folders cut out of the training and dev files alone, and the demo shop's own questions for
    /// it. Of each folder some labels and some ways to ask are left out, and asked.</summary>
    public static IEnumerable<QualitySet> Cuts(string folder, string repository)
    {
        string[] none = ["clinc150/unanswerable-train.tsv"];
        yield return Cut("CLINC150 cut 1", folder, "clinc150/train.tsv", 50, 20, seed: 1, none);
        yield return Cut("CLINC150 cut 2", folder, "clinc150/train.tsv", 75, 8, seed: 2, none);
        yield return Cut("CLINC150 cut 3", folder, "clinc150/train.tsv", 100, 60, seed: 3, none);
        yield return Cut("CLINC150 cut 4", folder, "clinc150/train.tsv", 40, 5, seed: 4, none);
        yield return Cut("Banking77 cut 1", folder, "banking77/train.tsv", 38, 12, seed: 5, []);
        yield return Cut("Banking77 cut 2", folder, "banking77/train.tsv", 60, 60, seed: 6, []);
        yield return Cut("Banking77 cut 3", folder, "banking77/train.tsv", 50, 6, seed: 7, []);
        string[] near = ["tegal/unanswerable-dev.tsv"];
        yield return Cut("Tegal cut 1", folder, "tegal/train.tsv", 24, 200, seed: 8, near);
        yield return Cut("Tegal cut 2", folder, "tegal/train.tsv", 32, 5, seed: 9, near);
        yield return Cut("Tegal cut 3", folder, "tegal/train.tsv", 26, 15, seed: 10, near);
        yield return Public("Tegal dev, 5 ways each", folder, "tegal/train.tsv", 5, "tegal/dev.tsv", near[0]);
        yield return Public("Tegal dev, 8 ways each", folder, "tegal/train.tsv", 8, "tegal/dev.tsv", near[0]);
        yield return Demo("Demo shop, 200 to tune on", repository, "demo-tuning.jsonl");
        yield return InOneLanguage(Demo("Demo shop, across languages, to tune on", repository, "across-tuning.jsonl"));
    }

    private static QualitySet Public(string name, string folder, string training, int? ways, params string[] questions) => new(
        name,
        [.. Read(Path.Combine(folder, training))
            .GroupBy(q => q.Article!.Value, q => q.Text)
            .OrderBy(g => g.Key)
            .Select(g => Article(g.Key, [.. g.Distinct(StringComparer.Ordinal).Take(ways ?? int.MaxValue)]))],
        [.. questions.SelectMany(f => Read(Path.Combine(folder, f)))]);

    /// <param name="labels">How many labels are kept; the others' questions are unanswerable.</param>
    /// <param name="ways">How many ways to ask each are kept, at most four fifths; the others are asked.</param>
    private static QualitySet Cut(string name, string folder, string training, int labels, int ways, int seed, string[] unanswerable)
    {
        const int Asked = 500;
        var random = new Random(seed);
        var all = Read(Path.Combine(folder, training))
            .GroupBy(q => q.Article!.Value, q => q.Text)
            .OrderBy(g => g.Key)
            .Select(g => (Label: g.Key, Texts: Shuffled(g.Distinct(StringComparer.Ordinal))))
            .ToArray();
        random.Shuffle(all);
        var kept = all.Take(labels).Select(g => (g.Label, g.Texts, Ways: Math.Min(ways, g.Texts.Length * 4 / 5))).ToArray();
        var asked = kept.SelectMany(g => g.Texts.Skip(g.Ways).Select(text => (text, (ArticleId?)g.Label)));
        var others = all.Skip(labels).SelectMany(g => g.Texts.Select(text => (text, (ArticleId?)null)));
        return new QualitySet(
            name,
            [.. kept.OrderBy(g => g.Label).Select(g => Article(g.Label, [.. g.Texts.Take(g.Ways)]))],
            [
                .. Shuffled(asked).Take(Asked), .. Shuffled(others).Take(Asked / 3),
                .. unanswerable.SelectMany(f => Read(Path.Combine(folder, f))),
            ]);

        T[] Shuffled<T>(IEnumerable<T> items)
        {
            T[] shuffled = [.. items];
            random.Shuffle(shuffled);
            return shuffled;
        }
    }

    /// <summary>Without the articles that have an English twin: every article stands in one language, and is asked in the other.</summary>
    private static QualitySet InOneLanguage(QualitySet shop)
    {
        var ids = shop.Articles.Select(a => a.Id.Value).ToHashSet(StringComparer.Ordinal);
        return shop with { Articles = [.. shop.Articles.Where(a => !ids.Contains(a.Id.Value + "-en"))] };
    }

    private static QualitySet Demo(string name, string repository, string questions) => new(
        name,
        new KnowledgeFolder(Path.Combine(repository, "knowledge")).Read(),
        [.. File.ReadLines(Path.Combine(repository, "tests/CxBot.Benchmarks/quality", questions)).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("text").GetString()!,
                ArticleId.OrNull(json.RootElement.GetProperty("article").GetString()));
        })]);

    private static IEnumerable<(string Text, ArticleId? Article)> Read(string file) =>
        File.ReadLines(file).Select(line => line.Split('\t')).Where(parts => parts.Length == 2)
            .Select(parts => (parts[0], ArticleId.OrNull(parts[1].Length == 0 ? null : parts[1])));

    private static Article Article(ArticleId label, IReadOnlyList<string> ways) =>
        new(label, ways[0], "und", ways, [], ArticleHandover.Never, null, "", label + ".md");
}
