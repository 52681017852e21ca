using CxBot.Language.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>What a text is made of: its words, pairs of words, and pieces of 3 to 5 letters inside words, each as a hash.</summary>
internal static class Features
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong PieceMark = 1;

    /// <summary>The hash of one word; pieces of letters never have it.</summary>
    public static ulong OfWord(string word) => Add(Offset, word) & ~PieceMark;

    /// <summary>The words alone.</summary>
    public static HashSet<ulong> WordsOf(IReadOnlyList<Word> words) => [.. words.Select(w => OfWord(w.Stem))];

    /// <summary>Whether the hash is of a piece of letters rather than of words.</summary>
    public static bool IsPiece(ulong feature) => (feature & PieceMark) != 0;

    public static HashSet<ulong> Of(IReadOnlyList<Word> words)
    {
        var features = new HashSet<ulong>(words.Count * 20);
        Span<char> framed = stackalloc char[64];
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Stem;
            features.Add(OfWord(word));
            if (i > 0)
                features.Add(Add(Add(Add(Offset, words[i - 1].Stem), " "), word) & ~PieceMark);

            var length = Math.Min(word.Length, 60);
            framed[0] = '<';
            word.AsSpan(0, length).CopyTo(framed[1..]);
            framed[length + 1] = '>';
            var all = framed[..(length + 2)];
            for (var size = 3; size <= 5; size++)
                for (var at = 0; at + size <= all.Length; at++)
                    features.Add(Add(Offset, all.Slice(at, size)) | PieceMark);
        }

        return features;
    }

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return hash ^ (hash >> 29);
    }
}
