using System.Collections.Concurrent;
using System.Collections.Frozen;
using CxBot.Language.Tables;

namespace CxBot.Language.Text;

/// <summary>Whether two words are forms of one: "dibatalkan" and "batalin", "expired" and "expires"; or mean the same in a shop.
/// Tables: <c>affixes.txt</c>, <c>synonyms.txt</c>.</summary>
/// <remarks>A guess, for words of one article: it takes any root that a word may have.</remarks>
internal sealed class WordRoots(LanguageTables tables)
{
    private const string Table = "affixes";
    private const int MinRoot = 4;
    private const int MinBeginning = 5;
    private const double SharedBeginning = 0.7;
    private const int MaxKept = 20_000;
    private const string Vowels = "aiueo";

    private readonly string[] _before = [.. tables.Words(Table, "before")];
    private readonly string[] _behind = [.. tables.Words(Table, "behind")];
    private readonly KeyValuePair<string, string>[] _lost = [.. tables.Meanings(Table, "before-lost")];
    private readonly FrozenDictionary<string, string> _same =
        tables.Meanings("synonyms", "same").DistinctBy(m => Spelt(m.Key))
            .ToFrozenDictionary(m => Spelt(m.Key), m => m.Value, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string[]> _kept = new(StringComparer.Ordinal);

    public bool AreOne(string word, string other) =>
        word == other || (word.Length >= MinRoot && other.Length >= MinRoot
            && (Of(word).AsSpan().ContainsAny(Of(other)) || BeginAlike(word, other)));

    /// <summary>Whether they mean the same without being one.</summary>
    public bool MeanTheSame(string word, string other) => Meaning(word) is { } meaning && meaning == Meaning(other);

    private static bool BeginAlike(string word, string other) =>
        word.AsSpan().CommonPrefixLength(other) >= Math.Max(MinBeginning, SharedBeginning * Math.Max(word.Length, other.Length));

    private string? Meaning(string word) =>
        Of(word).Select(root => _same.GetValueOrDefault(root)).FirstOrDefault(meaning => meaning is not null);

    private string[] Of(string word)
    {
        if (_kept.TryGetValue(word, out var roots))
            return roots;
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        return _kept[word] = [.. Strip(word).Select(Spelt).Distinct()];
    }

    private IEnumerable<string> Strip(string word)
    {
        foreach (var stem in (string[])[word, .. _behind.Where(e => Ends(word, e)).Select(e => word[..^e.Length])])
        {
            yield return stem;
            foreach (var begin in _before.Where(b => Begins(stem, b, MinRoot)))
                yield return stem[begin.Length..];
            foreach (var (begin, letter) in _lost.Where(b => Begins(stem, b.Key, MinRoot - 1) && Vowels.Contains(stem[b.Key.Length])))
                yield return letter + stem[begin.Length..];
        }
    }

    private static bool Ends(string word, string end) =>
        word.Length - end.Length >= MinRoot && word.EndsWith(end, StringComparison.Ordinal);

    private static bool Begins(string word, string begin, int least) =>
        word.Length - begin.Length >= least && word.StartsWith(begin, StringComparison.Ordinal);

    /// <summary>Chat writes an e for the a of a last syllable: "anter" is "antar", "bales" is "balas".</summary>
    private static string Spelt(string root)
    {
        var vowel = root.AsSpan().LastIndexOfAny(Vowels);
        return vowel > 0 && vowel < root.Length - 1 && root[vowel] == 'e' ? $"{root[..vowel]}a{root[(vowel + 1)..]}" : root;
    }
}
