using System.Collections.Frozen;
using CxBot.Language.Tables;

namespace CxBot.Language.Text;

/// <summary>
/// What single words are: slang for others, little words, everyday words, names, words that tell a language. An owner's own words stand
/// before those of the tables.
/// Tables: <c>slang.txt</c>, <c>clitics.txt</c>, <c>common-words.txt</c>, <c>telltale.txt</c>.
/// </summary>
internal sealed class Vocabulary
{
    private const string Slang = "slang";
    private const string Clitics = "clitics";
    private const string Telltale = "telltale";

    private readonly LittleWords _littleWords;
    private readonly FrozenDictionary<string, string[]> _spelt;
    private readonly FrozenDictionary<(string First, string Second), string> _before;
    private readonly FrozenSet<string> _common;
    private readonly FrozenSet<string> _names;
    private readonly string[] _endings;
    private readonly FrozenSet<string> _whole;
    private readonly (string Language, FrozenSet<string> Words)[] _telling;

    public Vocabulary(LanguageTables tables, LittleWords littleWords, OwnersWords owners)
    {
        _littleWords = littleWords;
        _names = owners.Names;
        _spelt = Spellings(tables, owners).ToFrozenDictionary(StringComparer.Ordinal);
        _before = tables.Entries(Slang, "before").Select(e => (Words: e.Text.Split(' '), e.Value))
            .ToFrozenDictionary(e => (e.Words[0], e.Words[1]), e => e.Value!);
        _common = tables.Words("common-words", "words");
        _endings = [.. tables.Entries(Clitics, "endings").Select(e => e.Text)];
        _whole = tables.Words(Clitics, "whole");
        _telling = [.. InOrder(tables).Select(language => (language, Telling(tables, language)))];
    }

    /// <summary>The word spelt out; itself where it is not slang. One word may become two.</summary>
    public IReadOnlyList<string> SpellOut(string word) => _spelt.TryGetValue(word, out var spelt) ? spelt : [word];

    /// <summary>The words with slang spelt out, little words kept: the form that phrases are written for.</summary>
    public IReadOnlyList<string> SpellOut(IReadOnlyList<string> words) => [.. words.SelectMany(SpellOut)];

    /// <summary>The word spelt out, also where it stands under an ending: "ongkirnya".</summary>
    public IReadOnlyList<string> Spell(string word)
    {
        var stem = Stem(word);
        return IsSlang(word) || !IsSlang(stem) ? SpellOut(word) : SpellOut(stem);
    }

    /// <summary>All that spelling out and cutting off go by, in one order: whoever keeps their result sees by it that they have
    /// changed.</summary>
    public string Spelling => string.Join('\n', [
        .. _spelt.Select(s => $"{s.Key}={string.Join(' ', s.Value)}").Order(StringComparer.Ordinal),
        .. _endings, .. _whole.Order(StringComparer.Ordinal)]);

    public bool IsSlang(string word) => _spelt.ContainsKey(word);

    /// <summary>Colours a sentence or names who is spoken to, and means nothing to a search.</summary>
    public bool IsLittle(string word) => _littleWords.Contains(word) && !_names.Contains(word);

    /// <summary>Is written so only in chat.</summary>
    public bool IsInformal(string word) => _littleWords.Contains(word) || !SpellOut(word).Contains(word);

    /// <summary>What the word means before that one; itself where it means no other: "min order" is the least amount.</summary>
    public string Before(string word, string next) => _before.GetValueOrDefault((word, next), word);

    /// <summary>An everyday word, or a name of the owner's: spelt right, whether the articles have it or not.</summary>
    public bool IsSpeltRight(string word) => _common.Contains(word) || _names.Contains(word);

    /// <summary>The word without the ending that says whose: pesananku, barangnya, akunmu.</summary>
    public string Stem(string word)
    {
        if (_whole.Contains(word) || _names.Contains(word))
            return word;
        foreach (var ending in _endings)
            if (word.Length - ending.Length >= MinStem && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        return word;
    }

    /// <summary>The language that most of the words tell; null where none does.</summary>
    public string? Language(IReadOnlyList<string> words)
    {
        var (found, most) = ((string?)null, 0);
        foreach (var (language, telling) in _telling)
        {
            var count = words.Count(word => telling.Contains(word) && !_names.Contains(word));
            if (count > most)
                (found, most) = (language, count);
        }

        return found;
    }

    private const int MinStem = 4;

    private static Dictionary<string, string[]> Spellings(LanguageTables tables, OwnersWords owners)
    {
        var spelt = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var entry in tables.Entries(Slang, "own").Concat(tables.Entries(Slang, "borrowed")).Concat(tables.Entries(Slang, "names")))
            spelt.TryAdd(entry.Text, entry.Value!.Split(' '));
        foreach (var (written, words) in owners.Slang)
            spelt[written] = words;
        foreach (var name in owners.Names)
            spelt.Remove(name);
        return spelt;
    }

    private static FrozenSet<string> Telling(LanguageTables tables, string language) =>
        tables.Entries(Telltale, "words").Concat(tables.Entries(Slang, "own"))
            .Where(e => e.Language == language)
            .Select(e => e.Text)
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A language that borrows from others stands before them: of as many words it wins.</summary>
    private static IEnumerable<string> InOrder(LanguageTables tables)
    {
        var borrowing = tables.Entries(Telltale, "borrows-from");
        return tables.Languages.OrderByDescending(language => borrowing.Count(e => e.Language == language));
    }
}
