namespace CxBot.Language.Tables;

/// <summary>Which words may stand in a place of a phrase. Immutable.</summary>
internal sealed class WordTest
{
    public static readonly WordTest Any = new([], [("", 0)], false);

    public static readonly WordTest Number = new([], [], true);

    private readonly HashSet<string> _words;
    private readonly (string Start, int MinLength)[] _beginnings;
    private readonly bool _numbers;

    private WordTest(HashSet<string> words, (string Start, int MinLength)[] beginnings, bool numbers) =>
        (_words, _beginnings, _numbers) = (words, beginnings, numbers);

    /// <summary>These words.</summary>
    public static WordTest Of(IEnumerable<string> words) => new(words.ToHashSet(StringComparer.Ordinal), [], false);

    /// <summary>Words that begin so.</summary>
    /// <param name="more">How many letters must follow at least.</param>
    public static WordTest Beginning(IEnumerable<string> beginnings, int more) =>
        new([], [.. beginnings.Select(b => (b, b.Length + more))], false);

    /// <summary>Whatever one of these lets stand.</summary>
    public static WordTest OneOf(IReadOnlyList<WordTest> tests) => tests is [var one]
        ? one
        : new(
            tests.SelectMany(t => t._words).ToHashSet(StringComparer.Ordinal),
            [.. tests.SelectMany(t => t._beginnings)],
            tests.Any(t => t._numbers));

    public bool Is(string word)
    {
        if (_words.Contains(word))
            return true;
        foreach (var (start, minLength) in _beginnings)
            if (word.Length >= minLength && word.StartsWith(start, StringComparison.Ordinal))
                return true;
        return _numbers && word.All(char.IsDigit);
    }

    /// <summary>Adds the words that may stand.</summary>
    /// <returns>False where others may stand too.</returns>
    public bool AddAll(HashSet<string> words)
    {
        words.UnionWith(_words);
        return _beginnings.Length == 0 && !_numbers;
    }
}
