namespace CxBot.Language.Tables;

/// <summary>A part of a phrase, with all that follows it. Immutable.</summary>
internal abstract class PhrasePart
{
    /// <summary>Follows the last part of every phrase.</summary>
    public static readonly PhrasePart Nothing = new NothingPart();

    /// <returns>The place after the longest reading of the words from <paramref name="at"/> on; -1 where they cannot be read so.</returns>
    public abstract int End(IReadOnlyList<string> words, int at);

    /// <summary>Adds the words that it may begin with.</summary>
    /// <returns>False where it may begin with others too.</returns>
    public abstract bool AddFirstWords(HashSet<string> words);

    private sealed class NothingPart : PhrasePart
    {
        public override int End(IReadOnlyList<string> words, int at) => at;

        public override bool AddFirstWords(HashSet<string> words) => false;
    }
}

/// <summary>One word.</summary>
internal sealed class WordPart(WordTest test, PhrasePart next) : PhrasePart
{
    public override int End(IReadOnlyList<string> words, int at) => at < words.Count && test.Is(words[at]) ? next.End(words, at + 1) : -1;

    public override bool AddFirstWords(HashSet<string> words) => test.AddAll(words);
}

/// <summary>One of several.</summary>
internal sealed class ChoicePart(PhrasePart[] parts) : PhrasePart
{
    public override int End(IReadOnlyList<string> words, int at)
    {
        var end = -1;
        foreach (var part in parts)
            end = Math.Max(end, part.End(words, at));
        return end;
    }

    public override bool AddFirstWords(HashSet<string> words) => parts.All(part => part.AddFirstWords(words));
}

/// <summary>Some words that may stand between.</summary>
/// <param name="most">How many.</param>
internal sealed class GapPart(WordTest test, int most, PhrasePart next) : PhrasePart
{
    public override int End(IReadOnlyList<string> words, int at)
    {
        var end = next.End(words, at);
        for (var taken = 1; taken <= most && at + taken <= words.Count && test.Is(words[at + taken - 1]); taken++)
            end = Math.Max(end, next.End(words, at + taken));
        return end;
    }

    public override bool AddFirstWords(HashSet<string> words) => false;
}

/// <summary>What must follow, or must not, without belonging to the phrase.</summary>
internal sealed class LookPart(PhrasePart what, bool wanted, PhrasePart next) : PhrasePart
{
    public override int End(IReadOnlyList<string> words, int at) => what.End(words, at) >= 0 == wanted ? next.End(words, at) : -1;

    public override bool AddFirstWords(HashSet<string> words) => false;
}

/// <summary>The end of the message.</summary>
internal sealed class EndPart(PhrasePart next) : PhrasePart
{
    public override int End(IReadOnlyList<string> words, int at) => at == words.Count ? next.End(words, at) : -1;

    public override bool AddFirstWords(HashSet<string> words) => false;
}
