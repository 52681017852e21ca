namespace CxBot.Language.Tables;

/// <summary>Phrases that are looked for in the words of a message. Immutable.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>word</c></term><description>the word</description></item>
/// <item><term><c>word*</c>, <c>word+</c></term><description>a word that begins so; with a plus it is longer by a letter at least. A star
/// alone is any word</description></item>
/// <item><term><c>(a|b c)</c>, <c>(a|b)?</c>, <c>word?</c></term><description>one of these; or none of them</description></item>
/// <item><term><c>bot(nya)?</c>, <c>(ke|di)tipu</c></term><description>one word with each of these endings or
/// beginnings</description></item>
/// <item><term><c>&lt;list&gt;</c></term><description>an entry of that section of the same table, in any language</description></item>
/// <item><term><c>..3</c>, <c>..&lt;list&gt;</c></term><description>up to three words of any kind; any number of words of that
/// list</description></item>
/// <item><term><c>#</c>, <c>$</c></term><description>a number in digits; the end of the message</description></item>
/// <item><term><c>!word</c>, <c>&amp;word</c></term><description>what follows is not this, or is this, and does not belong to the
/// phrase</description></item>
/// </list>
/// </remarks>
internal sealed class Phrases
{
    private readonly Dictionary<string, PhrasePart[]> _byFirstWord = new(StringComparer.Ordinal);

    // These may begin with words that no table could list.
    private readonly PhrasePart[] _others;

    public Phrases(IReadOnlyList<PhrasePart> phrases)
    {
        var others = new List<PhrasePart>();
        var byFirstWord = new Dictionary<string, List<PhrasePart>>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            var first = new HashSet<string>(StringComparer.Ordinal);
            if (!phrase.AddFirstWords(first))
            {
                others.Add(phrase);
                continue;
            }

            foreach (var word in first)
            {
                if (!byFirstWord.TryGetValue(word, out var known))
                    byFirstWord[word] = known = new List<PhrasePart>(1);
                known.Add(phrase);
            }
        }

        foreach (var (word, known) in byFirstWord)
            _byFirstWord[word] = [.. known];
        _others = [.. others];
    }

    /// <summary>Whether one of them stands anywhere in the words.</summary>
    public bool AreIn(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
            if (EndOf(words, at) >= 0)
                return true;
        return false;
    }

    /// <summary>Whether the words begin with one of them.</summary>
    public bool Begin(IReadOnlyList<string> words) => words.Count > 0 && EndOf(words, 0) >= 0;

    /// <summary>The words without the first of them that stands there, as long as it can be read; null where none does.</summary>
    public List<string>? WithoutFirst(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
            if (EndOf(words, at) is >= 0 and var end)
                return [.. words.Take(at), .. words.Skip(end)];
        return null;
    }

    /// <summary>The words without all of them.</summary>
    public IReadOnlyList<string> Without(IReadOnlyList<string> words)
    {
        List<string>? left = null;
        for (var at = 0; at < words.Count;)
        {
            var end = EndOf(words, at);
            if (end > at)
                left ??= [.. words.Take(at)];
            else
                left?.Add(words[at]);
            at = Math.Max(end, at + 1);
        }

        return left ?? words;
    }

    /// <returns>Where the longest that begins there ends; -1 where none does.</returns>
    private int EndOf(IReadOnlyList<string> words, int at)
    {
        var end = -1;
        foreach (var phrase in _byFirstWord.GetValueOrDefault(words[at]) ?? [])
            end = Math.Max(end, phrase.End(words, at));
        foreach (var phrase in _others)
            end = Math.Max(end, phrase.End(words, at));
        return end;
    }
}
