using System.Numerics.Tensors;
using CxBot.Language.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>
/// Ranks subjects for a question: two classifiers, one over words and one over the encoder's vectors, are trained apart and their
/// log-probabilities added, so that disagreement shows. The best few are then compared with each of their ways to ask. Immutable.
/// </summary>
internal sealed class Ranker
{
    private const int Looked = 16;
    private const int CrowdSize = 5;

    // One opinion counted for two is less sure than two.
    private const double ForeignDoubt = 1;

    // Weights a trained word classifier may have (twice in memory while it learns), and multiplications a vector classifier may cost.
    private const long MaxWordWeights = 30_000_000;
    private const long MaxVectorWork = 1_000_000_000;

    private readonly int _subjects;
    private readonly WayToAsk[][] _waysOf;
    private readonly SparseVector[][] _wordsOf;
    private readonly SparseVector[][] _allWordsOf;
    private readonly FeatureSpace _space;
    private readonly SpellingRepair _spelling;
    private readonly WordClassifier _words;
    private readonly VectorClassifier? _vectors;
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);

    /// <param name="ways">Ways to ask; either all or none have a vector.</param>
    /// <param name="sentences">Of the answers.</param>
    /// <param name="subjects">One more than the largest subject.</param>
    /// <param name="others">Words that are spelt right although the knowledge does not have them; null for everyday ones alone.</param>
    /// <param name="epochs">As another ranker was trained, to be like it; without it, what can be afforded.</param>
    public Ranker(
        IReadOnlyList<WayToAsk> ways,
        IReadOnlyList<Sentence> sentences,
        int subjects,
        OtherWords? others,
        CancellationToken cancellationToken,
        int? epochs = null)
    {
        _subjects = subjects;
        // Read twice rather than kept: the features of a hundred thousand ways to ask are larger than all else together.
        _space = new FeatureSpace(
            ways.Select(v => Features.Of(v.Words)), sentences.Select(s => Features.WordsOf(s.Words)), rarest: ways.Count < 3_000 ? 1 : 2);
        var said = sentences.Select(s => _space.Vectorize(Features.Of(s.Words))).ToArray();
        var sparse = ways.Select(v => _space.Vectorize(Features.Of(v.Words))).ToArray();
        var labels = ways.Select(v => v.Subject).ToArray();
        var known = ways.SelectMany(v => v.Words).Concat(sentences.SelectMany(s => s.Words));
        _spelling = new SpellingRepair(known.Select(w => w.Stem), others);
        var trains = epochs > 0 || (epochs is null && (long)_space.Count * subjects <= MaxWordWeights);
        var lessons = trains ? Templates.Lessons(ways, words => Read(words).Words) : [];
        SparseVector[] taught = [.. sparse, .. lessons.Select(l => _space.Vectorize(Features.Of(l.Words))), .. said];
        int[] subjectsTaught = [.. labels, .. lessons.Select(l => l.Subject), .. sentences.Select(s => s.Subject)];
        Epochs = epochs ?? (trains ? TrainedWords.Epochs(taught, subjects) : 0);
        _words = Epochs > 0
            ? TrainedWords.Train(taught, subjectsTaught, said.Length, _space.Count, subjects, Epochs, cancellationToken)
            : PrototypeWords.Build(sparse, labels, _space.Count, subjects);
        if (ways.Count > 0 && ways[0].Vector is { } first)
        {
            var train = (long)ways.Count * subjects * first.Length <= MaxVectorWork;
            _vectors = VectorClassifier.Build([.. ways.Select(v => v.Vector!)], labels, subjects, train, cancellationToken);
        }

        var bySubject = Enumerable.Range(0, ways.Count).ToLookup(i => ways[i].Subject);
        _waysOf = [.. Enumerable.Range(0, subjects).Select(s => bySubject[s].Select(i => ways[i]).ToArray())];
        _wordsOf = [.. Enumerable.Range(0, subjects).Select(s => bySubject[s].Select(i => sparse[i]).ToArray())];
        var saidOf = Enumerable.Range(0, said.Length).ToLookup(i => sentences[i].Subject);
        _allWordsOf = [.. Enumerable.Range(0, subjects).Select(s => (SparseVector[])[.. _wordsOf[s], .. saidOf[s].Select(i => said[i])])];
        foreach (var way in ways)
            if (Key(way.Words) is { Length: > 0 } key && !_exact.TryAdd(key, way.Subject) && _exact[key] != way.Subject)
                _exact[key] = -1;
    }

    public bool HasVectors => _vectors is not null;

    /// <summary>How often the words' classifier went over the ways to ask; 0 where it was not trained.</summary>
    public int Epochs { get; }

    public Question Read(IReadOnlyList<Word> words)
    {
        if (words.Count == 0)
            return new Question(words, 0);
        var repaired = 0;
        var result = new Word[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            var stem = _spelling.Repair(words[i].Stem);
            result[i] = stem == words[i].Stem ? words[i] : new Word(stem, stem);
            repaired += stem == words[i].Stem ? 0 : 1;
        }

        return new Question(result, (double)repaired / words.Count);
    }

    /// <summary>What words and encoder each think of every subject.</summary>
    public SubjectScores Score(Question question, float[]? vector) => Score(_space.Vectorize(Features.Of(question.Words)), vector);

    /// <summary>The best subjects, at most <paramref name="most"/>; none where nothing of the question can be read.</summary>
    /// <param name="foreign">Of each subject, whether none of its articles is in the question's language; null where that holds of
    /// none.</param>
    public SubjectRanking Rank(Question question, float[]? vector, int most, RankMix mix, IReadOnlyList<bool>? foreign = null)
    {
        if (_subjects == 0 || question.Words.Count == 0)
            return new SubjectRanking([], default, false, vector is not null);

        var sparse = _space.Vectorize(Features.Of(question.Words));
        var (byWords, byMeaning) = Score(sparse, vector).Across(foreign);
        var fused = mix.Fuse(byWords, byMeaning);
        var best = Top(fused, Math.Min(Looked, _subjects));

        // The parts are over all subjects: what the best few do not hold counts against them. Two opinions added are sharper than either,
        // so what is shown as a score is their mean.
        var margin = best.Length > 1 ? fused[best[0]] - fused[best[1]] : 0;
        if (byMeaning is not null)
            TensorPrimitives.Multiply(fused, 1 / (1 + mix.Meaning), fused);
        var normalizer = LogSum(fused);
        var ranked = new RankedSubject[best.Length];
        var nearest = new (float Words, float Meaning)[best.Length];
        for (var i = 0; i < best.Length; i++)
        {
            (var way, nearest[i]) = Nearest(best[i], sparse, vector);
            ranked[i] = new RankedSubject(best[i], Math.Exp(fused[best[i]] - normalizer), way);
        }

        var first = best[0];
        var isExact = _exact.TryGetValue(Key(question.Words), out var exact) && exact >= 0;
        if (isExact && exact != first)
        {
            var at = Array.IndexOf(best, exact);
            isExact = at > 0;
            if (isExact)
            {
                (ranked[0], ranked[at]) = (ranked[at], ranked[0]);
                (nearest[0], nearest[at]) = (nearest[at], nearest[0]);
                first = exact;
            }
        }

        var signals = new RankSignals(
            Words: byWords[first] - (foreign?[first] == true && byMeaning is not null ? ForeignDoubt : 0),
            Meaning: byMeaning?[first] ?? 0,
            Margin: margin,
            NearestWords: nearest[0].Words,
            NearestMeaning: nearest[0].Meaning,
            Crowd: Crowd(best, sparse, vector),
            Agree: byMeaning is null || Favourite(byMeaning) == Favourite(byWords) ? 1 : 0,
            Known: _space.KnownShare(question.Words),
            Owned: _space.OwnedShare(question.Words, _allWordsOf[first]),
            Repaired: question.Repaired,
            Length: Math.Log(1 + question.Words.Count));
        return new SubjectRanking(ranked[..Math.Min(most, ranked.Length)], signals, isExact, byMeaning is not null);
    }

    private SubjectScores Score(SparseVector words, float[]? vector)
    {
        var byWords = new float[_subjects];
        _words.Score(words, byWords);
        LogSoftMax(byWords);
        if (_vectors is null || vector is null)
            return new SubjectScores(byWords, null);
        var byMeaning = new float[_subjects];
        _vectors.Score(vector, byMeaning);
        LogSoftMax(byMeaning);
        return new SubjectScores(byWords, byMeaning);
    }

    private (WayToAsk Nearest, (float Words, float Meaning) Cosines) Nearest(int subject, SparseVector words, float[]? vector)
    {
        var (best, bestSum, cosines) = (_waysOf[subject][0], float.MinValue, (Words: 0f, Meaning: 0f));
        for (var i = 0; i < _waysOf[subject].Length; i++)
        {
            var way = _waysOf[subject][i];
            var byWords = words.Dot(_wordsOf[subject][i]);
            var byMeaning = vector is null || way.Vector is null ? 0 : TensorPrimitives.Dot<float>(vector, way.Vector);
            cosines = (Math.Max(cosines.Words, byWords), Math.Max(cosines.Meaning, byMeaning));
            if (byWords + byMeaning > bestSum)
                (best, bestSum) = (way, byWords + byMeaning);
        }

        return (best, cosines);
    }

    private double Crowd(int[] looked, SparseVector words, float[]? vector)
    {
        Span<double> near = stackalloc double[CrowdSize];
        near.Clear();
        foreach (var subject in looked)
        {
            for (var i = 0; i < _waysOf[subject].Length; i++)
            {
                double cosine =
                    vector is null || _waysOf[subject][i].Vector is not { } known
                        ? words.Dot(_wordsOf[subject][i])
                        : TensorPrimitives.Dot<float>(vector, known);
                for (var at = 0; at < CrowdSize; at++)
                    if (cosine > near[at])
                        (near[at], cosine) = (cosine, near[at]);
            }
        }

        return TensorPrimitives.Sum<double>(near) / CrowdSize;
    }

    private static int Favourite(float[] scores) => TensorPrimitives.IndexOfMax<float>(scores);

    /// <summary>The same for texts that differ in nothing that counts here.</summary>
    internal static string Key(IReadOnlyList<Word> words) => string.Join(' ', words.Select(w => w.Stem));

    private static void LogSoftMax(Span<float> logits) => TensorPrimitives.Subtract(logits, LogSum(logits), logits);

    internal static float LogSum(ReadOnlySpan<float> logits)
    {
        var most = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - most);
        return most + (float)Math.Log(sum);
    }

    private static int[] Top(float[] scores, int count)
    {
        var queue = new PriorityQueue<int, (float, int)>(count + 1);
        for (var i = 0; i < scores.Length; i++)
        {
            if (queue.Count == count && queue.TryPeek(out _, out var least) && scores[i] <= least.Item1)
                continue;
            queue.Enqueue(i, (scores[i], -i));
            if (queue.Count > count)
                queue.Dequeue();
        }

        var top = new int[queue.Count];
        for (var i = top.Length - 1; i >= 0; i--)
            top[i] = queue.Dequeue();
        return top;
    }
}
