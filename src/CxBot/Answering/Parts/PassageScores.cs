using System.Numerics.Tensors;

namespace CxBot.Answering.Parts;

/// <summary>How well each passage of an article answers a question, and whether one of them stands out. Pure.</summary>
/// <remarks>
/// A passage is as good as its best sentence: by the question's words, those that few passages have counting most, by what the encoder
/// finds near, and by whether it has the kind of fact that is asked for. All figures were tried on 110 questions, which are not those of
/// <c>tests/CxBot.Benchmarks/quality/passages.jsonl</c>.
/// </remarks>
internal sealed class PassageScores
{
    // What the encoder's nearness, the whole passage, its label and a fact of the kind that is wanted count beside the words of a sentence.
    private const double OfMeaning = 1.4;
    private const double OfPassage = 0.35;
    private const double OfLabel = 0.3;
    private const double OfWantedFact = 0.2;

    // What a passage scores at least, and by how much it stands above the next one. More is asked for where only the next one says no.
    private const double Least = 0.45;
    private const double Alone = 0.37;
    private const double AloneWhereNextSaysNo = 0.45;

    // Next to nothing says no to a passage that is three times as good.
    private const double Rival = 0.33;

    // Two passages are said together where the third is a little behind.
    private const double Together = 0.04;

    /// <summary>What is most of the article is not a part of it.</summary>
    private const double MaxShare = 0.75;

    private readonly ReadArticle _article;
    private readonly AskedPart _asked;
    private readonly double[] _scores;

    // The place of each passage's best sentence.
    private readonly int[] _told;

    // "Can you ship to Peru?", where only "Yes, to Japan and Korea" tells that nobody does.
    private bool _needsVerdict;

    // Who asks with the words of the title alone asks for the article.
    private bool _asksTitle;

    private PassageScores(ReadArticle article, AskedPart asked)
    {
        (_article, _asked) = (article, asked);
        _scores = new double[article.Passages.Count];
        _told = new int[_scores.Length];
        Array.Fill(_scores, double.NegativeInfinity);
    }

    /// <param name="vector">What the question means to the encoder; null where words alone decide.</param>
    public static PassageScores Of(ReadArticle article, AskedPart asked, float[]? vector)
    {
        var found = new PassageScores(article, asked);
        var words = asked.Weigh(article, out var isUnknown, out found._asksTitle);
        found._needsVerdict = isUnknown && asked.AsksWhether && article.IsVerdict(0);
        var total = 1 + words.Sum(w => w.Weight);
        var near = vector is null ? null : article.Vectors!.Select(v => TensorPrimitives.Dot<float>(vector, v)).ToArray();
        var usual = near is null or [] ? 0 : near.Average();
        for (var s = 0; s < article.Sentences.Count; s++)
        {
            var sentence = article.Sentences[s];
            var score = (words.Sum(w => w.Weight * w.InSentence[s]) / total)
                + (near is null ? 0 : OfMeaning * (near[s] - usual))
                + (asked.Wanted is { } wanted && sentence.Facts.Any(wanted) ? OfWantedFact : 0);
            if (score > found._scores[sentence.Passage])
                (found._scores[sentence.Passage], found._told[sentence.Passage]) = (score, s);
        }

        for (var p = 0; p < found._scores.Length; p++)
            found._scores[p] += words.Sum(w => w.Weight * ((OfPassage * w.InPassage[p]) + (OfLabel * w.InLabel[p]))) / total;
        return found;
    }

    /// <returns>Null where no part stands out.</returns>
    public ArticlePart? Choose()
    {
        int[] order = [.. Enumerable.Range(0, _scores.Length).OrderByDescending(i => _scores[i])];
        var (best, next) = (order[0], order[1]);
        if (_scores[best] < Least || _asksTitle)
            return null;
        if (_asked.IsOverdue && !SpeaksOfOverdue(best))
            return order.Cast<int?>().FirstOrDefault(p => SpeaksOfOverdue(p!.Value)) is { } late ? Cut(best, late) : null;
        if (_needsVerdict && best != 0)
            return Cut(0, best);
        if (_scores[best] - _scores[next] >= Margin(best, next))
            return Cut(best);
        // Several items of one list: the list.
        if (_article.Passages[best].Whole is { } list && (_article.Passages[next] == list || _article.Passages[next].Whole == list))
            return Cut([list]);
        return order.Length > 2 && _scores[next] - _scores[order[2]] >= Together ? Cut(best, next) : null;
    }

    private double Margin(int best, int next) =>
        _scores[next] > Rival * _scores[best] && SaysNo(next) && !SaysNo(best) ? AloneWhereNextSaysNo : Alone;

    private bool SaysNo(int passage) => _article.Sentences[_told[passage]].Words.Any(_article.SaysNo);

    /// <summary>"Sudah lewat waktunya?", "More than 3 days?": who asks because it is late is not told what holds before.</summary>
    private bool SpeaksOfOverdue(int passage) => _article.Sentences.Any(s => s.Passage == passage && s.IsOverdue);

    private ArticlePart? Cut(params IEnumerable<int> passages) => Cut([.. passages.Select(p => _article.Passages[p])]);

    private ArticlePart? Cut(Passage[] passages) =>
        _article.Part(passages) is { } part && part.Text.Length <= MaxShare * _article.Length ? part : null;
}
