
namespace CxBot.Language.Text;

/// <summary>
/// Misspells words as customers do on a phone: a letter left out, doubled, swapped with the next or another one, or the vowels dropped.
/// The same
/// text is always misspelt alike.
/// </summary>
internal static class Typos
{
    private const int MinWordLength = 4;
    private const int OneIn = 3;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// A copy with about a third of the longer words misspelt, and at least one; the same words where none is long enough.
    /// </summary>
    public static IReadOnlyList<Word> In(IReadOnlyList<Word> words)
    {
        bool MayBe(Word word) => word.Stem.Length >= MinWordLength && !word.Stem.Any(char.IsAsciiDigit);
        int[] places = [.. Enumerable.Range(0, words.Count).Where(i => MayBe(words[i]))];
        if (places.Length == 0)
            return words;
        var seed = Seed(words);
        var sure = places[(int)(seed % (uint)places.Length)];
        var misspelt = words.ToArray();
        foreach (var place in places)
        {
            seed = Next(seed);
            if (place != sure && seed % OneIn != 0)
                continue;
            seed = Next(seed);
            var typo = Misspell(words[place].Stem, seed);
            misspelt[place] = new Word(typo, typo);
        }

        return misspelt;
    }

    private static string Misspell(string word, uint seed)
    {
        // The first and the last letter are what people get right.
        var at = 1 + (int)((seed >> 4) % (uint)(word.Length - 2));
        return (seed % 5) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            3 => $"{word[..at]}{Letters[(int)((seed >> 12) % (uint)Letters.Length)]}{word[(at + 1)..]}",
            _ => string.Concat(word.Where((letter, i) => i == 0 || letter is not ('a' or 'e' or 'i' or 'o' or 'u'))),
        };
    }

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static uint Seed(IReadOnlyList<Word> words)
    {
        var hash = 2166136261;
        foreach (var word in words)
            foreach (var letter in word.Stem)
                hash = (hash ^ letter) * 16777619;
        return Next(hash | 1);
    }

    // Xorshift (Marsaglia 2003).
    private static uint Next(uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        return state ^ (state << 5);
    }
}
