using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>Greetings, thanks, goodbyes and the like, and whether words are left beyond them. Table: <c>small-talk.txt</c>.</summary>
internal sealed partial class SmallTalkReader
{
    private const string Table = "small-talk";
    private const int MaxBesideThanks = 3;

    private readonly FrozenDictionary<string, SmallTalk> _kinds;
    private readonly FrozenSet<string> _beside;
    private readonly FrozenSet<string> _callers;
    private readonly FrozenSet<string> _asks;
    private readonly Phrases _goodbye;
    private readonly Phrases _areYouHuman;
    private readonly OpenerReader _openers;

    public SmallTalkReader(LanguageTables tables, LittleWords littleWords)
    {
        var kinds = new Dictionary<string, SmallTalk>(StringComparer.Ordinal);
        Add(SmallTalk.Greeting, tables.Words(Table, "greeting").Concat(littleWords.Hellos));
        Add(SmallTalk.Thanks, tables.Words(Table, "thanks"));
        Add(SmallTalk.Goodbye, tables.Words(Table, "goodbye"));
        Add(SmallTalk.Acknowledgement, tables.Words(Table, "acknowledgement"));
        _kinds = kinds.ToFrozenDictionary(StringComparer.Ordinal);
        _beside = littleWords.And(tables.Words(Table, "beside"));
        _callers = [.. littleWords.Addresses, .. tables.Words(Table, "callers")];
        _asks = tables.Words(Table, "asks");
        _goodbye = tables.Phrases(Table, "goodbye-phrases");
        _areYouHuman = tables.Phrases(Table, "are-you-human");
        _openers = new OpenerReader(tables, IsSmallTalk);

        void Add(SmallTalk kind, IEnumerable<string> words)
        {
            foreach (var word in words)
                kinds.TryAdd(word, kind);
        }
    }

    /// <summary>The small talk, and whether the message says more than that.</summary>
    /// <param name="words">As written.</param>
    /// <param name="spelt">The same with slang spelt out.</param>
    public (SmallTalk? Kind, bool HasQuestion) Find(string text, IReadOnlyList<string> words, IReadOnlyList<string> spelt)
    {
        if (words.Count == 0)
            return (HasPicture(text) ? SmallTalk.Acknowledgement : null, false);
        if (_areYouHuman.WithoutFirst(spelt) is { } rest)
            return (SmallTalk.AreYouHuman, !rest.All(IsSmallTalk));
        if (_openers.Find(spelt) is { } opener)
            return (opener, false);

        var (kind, more) = Count(spelt, words.All(_callers.Contains) ? SmallTalk.Greeting : null);
        if (_goodbye.AreIn(spelt))
            kind = Stronger(kind, SmallTalk.Goodbye);

        // "makasih ya Rina cantik" still only thanks; with a sign of a question it asks.
        var asks = text.Contains('?', StringComparison.Ordinal) || spelt.Any(_asks.Contains);
        if (kind is SmallTalk.Thanks && more < MaxBesideThanks && !asks)
            more = 0;

        // "iya", "tidak" and the like begin many a sentence: alone they acknowledge, before a question they say nothing.
        if (kind is SmallTalk.Acknowledgement && more > 0)
            kind = null;

        // "selamat" or "ada" alone is neither.
        return (kind, kind is null || more > 0);
    }

    private (SmallTalk? Kind, int More) Count(IReadOnlyList<string> spelt, SmallTalk? kind)
    {
        var more = 0;
        foreach (var word in spelt)
        {
            if (_kinds.TryGetValue(word, out var found) && !(found is SmallTalk.Acknowledgement && more > 0))
                kind = Stronger(kind, found);
            else if (!_beside.Contains(word))
                more++;
        }

        return (kind, more);
    }

    private bool IsSmallTalk(string word) => _kinds.ContainsKey(word) || _beside.Contains(word);

    private static SmallTalk Stronger(SmallTalk? one, SmallTalk other) =>
        one is null ? other : Rank(other) > Rank(one.Value) ? other : one.Value;

    private static int Rank(SmallTalk kind) => kind switch
    {
        SmallTalk.Thanks => 3,
        SmallTalk.Goodbye => 2,
        SmallTalk.Greeting => 1,
        _ => 0,
    };

    private static bool HasPicture(string text)
    {
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, TextNormalizer.MaxCharacters)).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol && rune != Rune.ReplacementChar)
                return true;
        return Emoticon().IsMatch(text);
    }

    [GeneratedRegex(@"^[\s]*[:;=8xX][-']?[)(DPpOo3*/|\\]+[\s]*$|^\s*(<3|\^_*\^|\(y\))\s*$")]
    private static partial Regex Emoticon();
}
