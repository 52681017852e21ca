using System.Collections.Frozen;
using System.Reflection;

namespace CxBot.Language.Tables;

/// <summary>The words of all languages, as the tables of their folders hold them. Immutable.</summary>
/// <remarks>A language is a folder, named by its code; a table is a file in it; a section of a table is one list. What a language lacks
/// is empty.</remarks>
internal sealed class LanguageTables
{
    private const string Resources = "CxBot.Language.";

    private readonly Dictionary<(string Table, string Section), List<TableEntry>> _entries = [];

    private LanguageTables(IEnumerable<(string Language, string Table, string Text)> files)
    {
        var languages = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (language, table, text) in files)
        {
            languages.Add(language);
            foreach (var line in TableFile.Read(text, Fail))
                Add(table, line.Section, [.. line.Entries.Select(entry => new TableEntry(language, entry, line.Value))]);

            void Fail(int at, string problem) => throw new FormatException($"{language}/{table}.txt line {at}: {problem}");
        }

        Languages = [.. languages];
    }

    /// <summary>Codes, in alphabetical order.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>The tables that the program brings with it.</summary>
    public static LanguageTables OfProgram() => new(ReadResources());

    /// <summary>The tables of a folder with a folder for each language.</summary>
    /// <exception cref="FormatException">A line cannot be read; names file and line.</exception>
    public static LanguageTables OfFolder(string folder) =>
        new(from language in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            from file in Directory.EnumerateFiles(language, "*.txt").Order(StringComparer.Ordinal)
            select (Path.GetFileName(language), Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    /// <summary>The entries of a section, language by language, in their order.</summary>
    public IReadOnlyList<TableEntry> Entries(string table, string section) => _entries.GetValueOrDefault((table, section)) ?? [];

    /// <summary>A section as a set of words, of all languages.</summary>
    public FrozenSet<string> Words(string table, params ReadOnlySpan<string> sections)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
            words.UnionWith(Entries(table, section).Select(e => e.Text));
        return words.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What the entries of a section mean, of all languages. Of two meanings the first stays. Capitals do not count.</summary>
    public FrozenDictionary<string, string> Meanings(string table, string section) => Entries(table, section)
        .DistinctBy(e => e.Text, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(e => e.Text, e => e.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>A section as phrases, of all languages.</summary>
    public Phrases Phrases(string table, string section) =>
        new(new PhraseParser(list => Entries(table, list)).Parse(Entries(table, section)));

    private void Add(string table, string section, IEnumerable<TableEntry> entries)
    {
        if (!_entries.TryGetValue((table, section), out var known))
            _entries[(table, section)] = known = [];
        known.AddRange(entries);
    }

    private static IEnumerable<(string Language, string Table, string Text)> ReadResources()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var parts = name[Resources.Length..].Split('/', '\\');
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (parts[0], Path.GetFileNameWithoutExtension(parts[1]), reader.ReadToEnd());
        }
    }
}

/// <summary>One entry of a section.</summary>
/// <param name="Language">Whose table it stands in.</param>
/// <param name="Text">A word or a phrase.</param>
/// <param name="Value">What stands behind the equals sign of its line; null where there is none.</param>
internal readonly record struct TableEntry(string Language, string Text, string? Value);
