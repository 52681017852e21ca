using CxBot.Language.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>One way to ask one article.</summary>
/// <param name="Subject">What it is about: an article, or an article and its translations.</param>
/// <param name="Article">Its place in <see cref="KnowledgeIndex.Articles"/>.</param>
/// <param name="Text">As the author wrote it.</param>
/// <param name="Words">Normalised.</param>
/// <param name="Vector">From the encoder, of length one; null without an encoder.</param>
internal sealed record WayToAsk(int Subject, int Article, string Text, IReadOnlyList<Word> Words, float[]? Vector)
{
    private const int MinWords = 3;

    /// <summary>
    /// One word of it, as customers write a word and no more ("refund"), which authors do not; null where it is hardly longer itself. The
    /// confidence is fitted on such too.
    /// </summary>
    public IReadOnlyList<Word>? Fragment { get; init; } = FragmentOf(Words);

    public float[]? FragmentVector { get; init; }

    public static IReadOnlyList<Word>? FragmentOf(IReadOnlyList<Word> words) =>
        words.Count < MinWords ? null : [words[(int)(Features.OfWord(words[0].Stem + words[^1].Stem) / 2 % (ulong)words.Count)]];
}
