using System.Runtime.CompilerServices;
using CxBot.Knowledge;
using CxBot.Language.Text;

namespace CxBot.Answering.Parts;

/// <summary>Finds the part of an article that answers a question: by its words and, where there is an encoder, by what it means.</summary>
public sealed class PartFinder(KnowledgeBase knowledge)
{
    /// <summary>A shorter article is read in one look.</summary>
    private const int MinLength = 280;

    /// <summary>More sentences than this would hold up the turn; words alone decide between them.</summary>
    private const int MaxEncoded = 96;

    private readonly ConditionalWeakTable<Article, ReadArticle> _read = [];

    /// <returns>Null where the whole article is to be said: it is short, or no part of it stands out.</returns>
    public async ValueTask<ArticlePart?> FindAsync(string question, Article article, CancellationToken cancellationToken)
    {
        if (article.Body.Length < MinLength)
            return null;
        var index = knowledge.Current;
        var read = _read.GetValue(article, a => new ReadArticle(a, index.Lexicon));
        var words = TextNormalizer.Normalize(question, index.Lexicon);
        var repaired = index.Ranker.Read(words);
        if (read.Passages.Count < 2 || words.Count == 0)
            return null;
        var asked = AskedPart.Of(question, words, repaired, index.Lexicon);
        if (read.Sentences.Count <= MaxEncoded)
            read.Vectors ??= await knowledge.EncodeAsync([.. read.Sentences.Select(s => s.Text)], cancellationToken);
        var vector = read.Vectors is null ? null : await knowledge.EncodeAsync(repaired.Readable, cancellationToken);
        return PassageScores.Of(read, asked, vector).Choose();
    }
}
