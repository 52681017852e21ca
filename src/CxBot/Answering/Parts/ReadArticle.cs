using System.Text.RegularExpressions;
using CxBot.Answering.Claims;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Language.Figures;
using CxBot.Language.Text;
using CxBot.Words;

namespace CxBot.Answering.Parts;

/// <summary>An article's passages, as they are compared with questions. Read once for each version of an article.</summary>
internal sealed partial class ReadArticle
{
    private readonly ArticlePieces _pieces;

    public ReadArticle(Article article, Lexicon lexicon)
    {
        string[] Stems(string text)
        {
            var words = TextNormalizer.Normalize(text, lexicon);
            return [.. words.Select(w => w.Stem).Concat(ReadSentence.Joined(words)).Distinct()];
        }

        _pieces = ArticlePieces.Of(article.Body);
        Length = article.Body.Length;
        Lexicon = lexicon;
        Title = Stems(article.Title);
        Labels = [.. Passages.Select(p => Stems(Label().Match(p.Text).Groups["label"].Value))];
        Sentences = [.. Passages.SelectMany((passage, at) => ClaimReader.Sentences(PlainText.Of(passage.Text))
            .Select(text => new ReadSentence(at, text, Stems(text), lexicon.Facts.Read(text))
            {
                IsOverdue = lexicon.WantedFact.IsOverdue([.. TextNormalizer.Normalize(text, lexicon).Select(w => w.Surface)]),
            }))];
    }

    public Lexicon Lexicon { get; }

    public int Length { get; }

    public IReadOnlyList<Passage> Passages => _pieces.Passages;

    /// <summary>The words that say which article it is, and so hardly which part of it.</summary>
    public IReadOnlyList<string> Title { get; }

    /// <summary>Of each passage, the words that say what it is about: what it begins with in bold letters, or asks.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Labels { get; }

    public IReadOnlyList<ReadSentence> Sentences { get; }

    /// <summary>What the encoder made of the sentences; null until it has.</summary>
    public float[][]? Vectors { get; set; }

    /// <summary>Whether a passage begins with yes or no.</summary>
    public bool IsVerdict(int passage) => Lexicon.WantedFact.IsVerdict(Passages[passage].Text);

    public bool SaysNo(string word) => Lexicon.TellingWords.Weight(word) is "not" or "only";

    public ArticlePart? Part(IEnumerable<Passage> passages) => _pieces.Part(passages);

    [GeneratedRegex(@"^(?:[-*]\s+)?(?:\*\*(?<label>.+?)\*\*|(?<label>[^.?!:]+)\?)", RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}

/// <summary>A sentence of a passage.</summary>
/// <param name="Passage">The passage's place.</param>
/// <param name="Words">Their stems, and each two of them together: "pre-order" is asked for as "preorder".</param>
internal sealed record ReadSentence(int Passage, string Text, IReadOnlyList<string> Words, IReadOnlyList<Fact> Facts)
{
    /// <summary>Whether it says what holds when a time is over.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Each word together with the next.</summary>
    public static IEnumerable<string> Joined(IReadOnlyList<Word> words) =>
        words.Zip(words.Skip(1), (word, next) => word.Surface + next.Stem);
}
