using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>Which words of a sentence claim something. Table: <c>telling-words.txt</c>.</summary>
internal sealed class TellingWords
{
    private const string Table = "telling-words";

    private readonly FrozenSet<string> _courtesy;
    private readonly FrozenSet<string> _yes;
    private readonly FrozenSet<string> _function;
    private readonly FrozenDictionary<string, string> _weights;
    private readonly FrozenSet<string> _promising;
    private readonly (string Words, string Weight)[] _phrases;
    private readonly Regex _supposed;
    private readonly Regex _abbreviation;

    public TellingWords(LanguageTables tables)
    {
        _courtesy = tables.Words(Table, "courtesy");
        _yes = tables.Words(Table, "yes");
        _function = tables.Words(Table, "function");
        var promising = tables.Meanings(Table, "promising");
        _weights = tables.Meanings(Table, "weighty").Concat(promising).DistinctBy(p => p.Key).ToFrozenDictionary(StringComparer.Ordinal);
        _promising = promising.Values.ToFrozenSet(StringComparer.Ordinal);
        var together = _weights.Where(p => p.Key.Contains(' ', StringComparison.Ordinal));
        _phrases = [.. together.Select(p => ($" {p.Key} ", p.Value)).OrderByDescending(p => p.Item1.Length)];
        _supposed = TablePattern.Of(
            @"(?<keep>\b(?:{supposing})\b[^,.;:!?\n]{0,40}?\s)(?:{done}|{done-when-supposed})\b"
                + @"|(?<keep>\b(?:{which})\s)(?:{done})\b", Table, tables);
        _abbreviation = TablePattern.Of(@"(?:^\s*\d{1,2}|\b(?:{abbreviations}))$", Table, tables);
    }

    /// <summary>Said beside an answer, and claims nothing.</summary>
    public bool IsCourtesy(string word) => _courtesy.Contains(word);

    /// <summary>Alone it is an answer, and no courtesy.</summary>
    public bool IsYes(string word) => _yes.Contains(word);

    /// <summary>Says how words hang together, and nothing else.</summary>
    public bool IsFunction(string word) => _function.Contains(word);

    /// <summary>What the word weighs, under one name; null for an ordinary one.</summary>
    public string? Weight(string word) => _weights.GetValueOrDefault(word);

    /// <summary>Whether a weight promises: time, completion, certainty.</summary>
    public bool Promises(string weight) => _promising.Contains(weight);

    /// <summary>The weights of words that only together weigh, and the words without them.</summary>
    /// <param name="words">With blanks between and around.</param>
    public (string Left, IReadOnlyList<string> Weights) TakePhrases(string words)
    {
        var found = new List<string>();
        foreach (var (phrase, weight) in _phrases)
        {
            if (!words.Contains(phrase, StringComparison.Ordinal))
                continue;
            found.Add(weight);
            words = words.Replace(phrase, " ", StringComparison.Ordinal);
        }

        return (words, found);
    }

    /// <summary>Whether a point behind the text ends no sentence: "dll", or the number of a list.</summary>
    public bool EndsInAbbreviation(string text) => _abbreviation.IsMatch(text);

    /// <summary>
    /// The text without what is only supposed: "kalau sudah dikirim", "yang telah dibayar", "once it was checked" say of nothing that it
    /// is done.
    /// </summary>
    public string WithoutSupposed(string text) => _supposed.Replace(text, m => m.Groups["keep"].Value);
}
