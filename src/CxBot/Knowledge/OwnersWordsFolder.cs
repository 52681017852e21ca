using CxBot.Language;

namespace CxBot.Knowledge;

/// <summary>The owner's own words, in the folder <c>language</c> of the knowledge: every <c>.txt</c> file directly in it.</summary>
internal static class OwnersWordsFolder
{
    public const string Name = "language";

    /// <summary>Whether a file of the knowledge, by its path in it, lies in the folder of words.</summary>
    public static bool Has(string file) => file.StartsWith(Name + "/", StringComparison.Ordinal);

    /// <summary>Its files, in full, by name; empty where there is no such folder.</summary>
    public static IEnumerable<string> Files(string knowledge)
    {
        var folder = Path.Combine(knowledge, Name);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.txt").Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>All words of all files; where one says another thing than one before it, the later counts.</summary>
    /// <param name="read">Gives the text of a file, by its full path and by its path in the knowledge; null where it cannot be
    /// read.</param>
    public static OwnersWords Read(string knowledge, Func<string, string, string?> read, List<KnowledgeProblem> problems)
    {
        var words = OwnersWords.None;
        foreach (var full in Files(knowledge))
        {
            var file = $"{Name}/{Path.GetFileName(full)}";
            if (read(full, file) is { } text)
                words = words.Add(text, (line, problem) => problems.Add(new KnowledgeProblem(file, line, problem)));
        }

        return words;
    }
}
