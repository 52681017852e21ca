using System.Text;

namespace CxBot.Benchmarks;

/// <summary>Articles with ten ways to ask each, as many as one likes.</summary>
internal static class MadeUpArticles
{
    private static readonly string[] Verbs = ["cara", "berapa", "kapan", "mengapa", "bisa", "tidak bisa", "di mana", "tolong", "apakah",
        "syarat"];
    private static readonly string[] Syllables = ["ka", "ri", "mo", "ta", "se", "lu", "pa", "ni", "do", "wa", "gi", "be", "ru", "ha", "to",
        "mi"];

    /// <summary>Each article has three words of its own among words that many share; the same at every run.</summary>
    public static List<string> Write(string folder, int articles)
    {
        Directory.CreateDirectory(folder);
        var all = new List<string>();
        for (var i = 0; i < articles; i++)
        {
            var ways = Enumerable.Range(0, 10).Select(w => $"{Verbs[w]} {Word(i)} {Word(i / 7 + 50_000)} {Word(i * 3 % 997 + 90_000)} saya")
                .ToList();
            all.AddRange(ways);
            var text = new StringBuilder($"---\nid: a{i}\ntitle: \"{Word(i)} {Word(i / 7 + 50_000)}\"\nlanguage: id\nquestions:\n");
            foreach (var way in ways)
                text.Append("  - \"").Append(way).Append("\"\n");
            File.WriteAllText(Path.Combine(folder, $"a{i}.md"), text.Append("---\nJawaban.\n").ToString());
        }
        return all;
    }

    private static string Word(int number)
    {
        var word = new StringBuilder();
        for (var rest = number + 4096; rest > 0; rest /= Syllables.Length)
            word.Append(Syllables[rest % Syllables.Length]);
        return word.ToString();
    }
}
