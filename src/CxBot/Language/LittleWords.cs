using System.Collections.Frozen;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>The little words of a sentence: particles, forms of address, hellos. Table: <c>little-words.txt</c>.</summary>
internal sealed class LittleWords
{
    private const string Table = "little-words";

    private readonly FrozenSet<string> _all;

    public LittleWords(LanguageTables tables)
    {
        _all = tables.Words(Table, "particles", "addresses", "hellos");
        Addresses = tables.Words(Table, "addresses");
        Hellos = tables.Words(Table, "hellos");
    }

    /// <summary>Name who is spoken to.</summary>
    public FrozenSet<string> Addresses { get; }

    /// <summary>Greet, and nothing else.</summary>
    public FrozenSet<string> Hellos { get; }

    /// <summary>Colours a sentence or names who is spoken to, and means nothing to a search.</summary>
    public bool Contains(string word) => _all.Contains(word);

    /// <summary>Those and some of a reader's own.</summary>
    public FrozenSet<string> And(IEnumerable<string> words) => _all.Concat(words).ToFrozenSet(StringComparer.Ordinal);
}
