using CxBot.Language;
using CxBot.Language.Text;
using CxBot.Words;

namespace CxBot.Knowledge.Ranking;

/// <summary>A sentence of an article's answer. Customers ask with its words too, though no way to ask has them.</summary>
/// <param name="Subject">What the article is about.</param>
/// <param name="Words">Normalised.</param>
internal sealed record Sentence(int Subject, IReadOnlyList<Word> Words)
{
    private const int MinWords = 3;

    private static readonly string[] Ends = [". ", "? ", "! ", "\n"];

    public static IEnumerable<Sentence> In(Article article, int subject, Lexicon lexicon) =>
        PlainText.Of(article.Body)
            .Split(Ends, StringSplitOptions.RemoveEmptyEntries)
            .Select(text => new Sentence(subject, TextNormalizer.Normalize(text, lexicon)))
            .Where(sentence => sentence.Words.Count >= MinWords);
}
