using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CxBot.Knowledge.Ranking;
using CxBot.Language;
using CxBot.Language.Text;

[assembly: InternalsVisibleTo("CxBot.Tests")]
[assembly: InternalsVisibleTo("CxBot.UnitTests")]
[assembly: InternalsVisibleTo("CxBot.Testing")]
[assembly: InternalsVisibleTo("CxBot.Benchmarks")]

namespace CxBot.Knowledge;

/// <summary>The articles, ready to be searched. Immutable: an edited article makes a new index.</summary>
public sealed class KnowledgeIndex
{
    private const int MaxWaysWithFragments = 5_000;

    public static readonly KnowledgeIndex Empty = Build([], null, default);

    private readonly Dictionary<ArticleId, Article> _byId;
    private readonly Article[][] _articlesOf;
    private readonly ConcurrentDictionary<string, bool[]?> _foreignTo = [];
    private readonly Lazy<HashSet<string>> _everyday;

    private KnowledgeIndex(
        IReadOnlyList<Article> articles,
        Article[][] articlesOf,
        IReadOnlyList<WayToAsk> ways,
        IReadOnlyList<Sentence> sentences,
        OtherWords others,
        CancellationToken cancellationToken)
    {
        Articles = articles;
        _byId = articles.ToDictionary(a => a.Id, ArticleId.InAnyCase);
        _articlesOf = articlesOf;
        (WaysToAsk, Sentences) = (ways, sentences);
        OtherWords = others;
        _everyday = new(() => [.. ways.Where(w => articles[w.Article].Handover != ArticleHandover.Always).SelectMany(Stems)]);
        Ranker = new Ranker(ways, sentences, articlesOf.Length, others, cancellationToken);
    }

    /// <summary>Every article, by id.</summary>
    public IReadOnlyList<Article> Articles { get; }

    /// <summary>Whether the articles were read by the sentence encoder; without it, words alone decide.</summary>
    public bool HasEncoder => Ranker.HasVectors;

    internal Ranker Ranker { get; }

    internal IReadOnlyList<WayToAsk> WaysToAsk { get; }

    /// <summary>Of all articles' answers.</summary>
    internal IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>How articles and questions are read: with the owner's own words.</summary>
    public Lexicon Lexicon => OtherWords.Lexicon;

    /// <summary>Words that are spelt right although no article has them.</summary>
    internal OtherWords OtherWords { get; }

    internal int SubjectCount => _articlesOf.Length;

    public Article? Find(ArticleId id) => _byId.GetValueOrDefault(id);

    /// <summary>Whether a question has a word that is an article's own: in its title or in two of its ways to ask, and in no everyday
    /// article. Only such a word names what a person must deal with: "product" is near to "hurt by a product", and means nothing of
    /// it.</summary>
    internal bool IsNamed(Article article, string question)
    {
        var asked = Ranker.Read(TextNormalizer.Normalize(question, Lexicon)).Words.Select(w => w.Stem)
            .Where(stem => !_everyday.Value.Contains(stem)).ToHashSet();
        var ways = WaysToAsk.Where(w => asked.Count > 0 && Articles[w.Article].Id == article.Id).ToList();
        return asked.Any(stem => ways.Count(w => Stems(w).Contains(stem)) >= 2
            || ways.Any(w => w.Text == article.Title && Stems(w).Contains(stem)));
    }

    /// <summary>Builds the index over words, and over meaning where <paramref name="vectors"/> gives each way to ask its vector.</summary>
    /// <param name="encoderWords">What the encoder has as whole words; null where nobody knows.</param>
    /// <param name="lexicon">With the owner's own words; null for the program's alone.</param>
    internal static KnowledgeIndex Build(
        IReadOnlyList<Article> articles,
        Func<string, float[]>? vectors,
        CancellationToken cancellationToken,
        IReadOnlySet<string>? encoderWords = null,
        Lexicon? lexicon = null)
    {
        lexicon ??= Lexicon.BuiltIn;
        var subjects = Subjects.Of(articles);
        var ways = new List<WayToAsk>();
        var small = IsSmall(articles);
        for (var i = 0; i < articles.Count; i++)
        {
            foreach (var question in articles[i].WaysToAsk)
            {
                var words = TextNormalizer.Normalize(question, lexicon);
                if (words.Count == 0)
                    continue;
                var way = new WayToAsk(subjects[i], i, question, words, vectors?.Invoke(Readable(words)));
                ways.Add(
                    way.Fragment is { } fragment && small
                        ? way with
                        {
                            FragmentVector = vectors?.Invoke(Readable(fragment)),
                        }
                        : way with
                        {
                            Fragment = null,
                        });
            }
        }

        // A title of signs alone leaves nothing to search by: such a subject must not have a place in the ranking.
        var used = ways.Select(v => v.Subject).Distinct().Order().ToArray();
        var place = used.Select((s, at) => (s, at)).ToDictionary(p => p.s, p => p.at);
        var articlesOf = used.Select(s =>
                Enumerable.Range(0, articles.Count).Where(i => subjects[i] == s).Select(i => articles[i]).ToArray())
            .ToArray();
        return new KnowledgeIndex(
            articles,
            articlesOf,
            [.. ways.Select(v => v with { Subject = place[v.Subject] })],
            [
                .. articles.Zip(subjects, (article, subject) => (article, subject)).Where(a => place.ContainsKey(a.subject))
                    .SelectMany(a => Sentence.In(a.article, place[a.subject], lexicon)),
            ],
            new OtherWords(lexicon, encoderWords),
            cancellationToken);
    }

    /// <summary>The texts that the encoder must have read for <see cref="Build"/>.</summary>
    internal static IEnumerable<string> TextsToEncode(IReadOnlyList<Article> articles, Lexicon lexicon)
    {
        var ways = articles
            .SelectMany(a => a.WaysToAsk)
            .Select(question => TextNormalizer.Normalize(question, lexicon))
            .Where(w => w.Count > 0)
            .ToList();
        var fragments = IsSmall(articles) ? ways.Select(WayToAsk.FragmentOf).OfType<IReadOnlyList<Word>>() : [];
        return ways.Concat(fragments).Select(Readable).Distinct();
    }

    /// <summary>Of each subject, whether it stands in no article of a language; null where none is foreign, or the language is not
    /// known.</summary>
    internal IReadOnlyList<bool>? ForeignTo(string? language) => language is null ? null : _foreignTo.GetOrAdd(
        Subjects.Primary(language),
        asked => _articlesOf.Select(articles => articles.All(a => Subjects.IsForeign(a.Language, asked))).ToArray() is var foreign
            && foreign.Contains(true) ? foreign : null);

    /// <summary>The article of a subject in the language asked for; else the one whose way to ask was nearest.</summary>
    internal Article Choose(RankedSubject ranked, string? language)
    {
        var articles = _articlesOf[ranked.Subject];
        return (language is null ? null : articles.FirstOrDefault(a => Subjects.Primary(a.Language) == Subjects.Primary(language)))
            ?? Articles[ranked.Nearest.Article];
    }

    private static IEnumerable<string> Stems(WayToAsk way) => way.Words.Select(w => w.Stem);

    /// <summary>A ranker that knows a part of the ways to ask alone.</summary>
    /// <param name="ways">Places in <see cref="WaysToAsk"/>.</param>
    /// <param name="place">The number there of each subject that is kept.</param>
    /// <param name="epochs">As of <see cref="Ranker"/>'s constructor.</param>
    internal Ranker RankerOf(
        IEnumerable<int> ways, IReadOnlyDictionary<int, int> place, int? epochs, CancellationToken cancellationToken) => new(
        [.. ways.Select(i => WaysToAsk[i] with { Subject = place[WaysToAsk[i].Subject] })],
        [.. Sentences.Where(s => place.ContainsKey(s.Subject)).Select(s => s with { Subject = place[s.Subject] })],
        place.Count,
        OtherWords,
        cancellationToken,
        epochs);

    // In a large folder there is enough to fit the confidence on, and more to encode is dear.
    private static bool IsSmall(IReadOnlyList<Article> articles) => articles.Sum(a => a.WaysToAsk.Count) <= MaxWaysWithFragments;

    private static string Readable(IReadOnlyList<Word> words) => new Question(words, 0).Readable;
}
