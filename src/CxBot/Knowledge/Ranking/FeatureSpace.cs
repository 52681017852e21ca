using CxBot.Language.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>The features that the knowledge has, and how much each tells (inverse document frequency). Immutable.</summary>
internal sealed class FeatureSpace
{
    private const float PieceWeight = 0.7f;

    private readonly Dictionary<ulong, int> _ids = [];
    private readonly float[] _idf;
    private readonly int[] _texts;
    private readonly float _rarest;

    /// <param name="texts">The features of each way to ask.</param>
    /// <param name="sentences">Texts whose words are known too, but no pieces of them.</param>
    /// <param name="rarest">Features in fewer texts than this are left out; 1 keeps all.</param>
    public FeatureSpace(IEnumerable<HashSet<ulong>> texts, IEnumerable<HashSet<ulong>> sentences, int rarest)
    {
        var counts = new Dictionary<ulong, int>();
        var all = 0;
        foreach (var text in texts.Concat(sentences))
        {
            all++;
            foreach (var feature in text)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, feature, out _)++;
        }

        var idf = new List<float>();
        var kept = new List<int>();
        foreach (var (feature, count) in counts)
        {
            // A word is kept whatever its count: whether it is known at all is a signal of its own.
            if (count < rarest && Features.IsPiece(feature))
                continue;
            _ids.Add(feature, idf.Count);
            idf.Add(Idf(all, count));
            kept.Add(count);
        }

        _idf = [.. idf];
        _texts = [.. kept];
        _rarest = Idf(all, 0);
    }

    public int Count => _idf.Length;

    public SparseVector Vectorize(HashSet<ulong> features)
    {
        var pairs = new List<(int Id, float Value)>(features.Count);
        float words = 0, pieces = 0;
        foreach (var feature in features)
        {
            if (!_ids.TryGetValue(feature, out var id))
                continue;
            var value = _idf[id];
            if (Features.IsPiece(feature))
                (value, pieces) = (-value, pieces + (value * value));
            else
                words += value * value;
            pairs.Add((id, value));
        }

        if (pairs.Count == 0)
            return SparseVector.Empty;

        // Words and pieces are each brought to a length of their own, so that many pieces never drown few words.
        var wordScale = words > 0 ? 1 / MathF.Sqrt(words) : 0;
        var pieceScale = pieces > 0 ? PieceWeight / MathF.Sqrt(pieces) : 0;
        var length = MathF.Sqrt((words > 0 ? 1 : 0) + (pieces > 0 ? PieceWeight * PieceWeight : 0));
        pairs.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        var ids = new int[pairs.Count];
        var values = new float[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            ids[i] = pairs[i].Id;
            values[i] = (pairs[i].Value < 0 ? -pairs[i].Value * pieceScale : pairs[i].Value * wordScale) / length;
        }

        return new SparseVector(ids, values);
    }

    /// <summary>The share of the text's information, 0 to 1, in words that the knowledge has.</summary>
    public float KnownShare(IReadOnlyList<Word> words)
    {
        float known = 0, all = 0;
        foreach (var word in words)
        {
            var isKnown = _ids.TryGetValue(Features.OfWord(word.Stem), out var id);
            var idf = isKnown ? _idf[id] : _rarest;
            all += idf;
            known += isKnown ? idf : 0;
        }

        return all > 0 ? known / all : 0;
    }

    /// <summary>
    /// How far the question's known words are the own words of one subject, 0 to 1: of all the ways to ask that have a word, the share that
    /// ask this subject, averaged by what each word tells. "OTP" may be one subject's own; "refund" is in many.
    /// </summary>
    public float OwnedShare(IReadOnlyList<Word> words, IReadOnlyList<SparseVector> subject)
    {
        float owned = 0, all = 0;
        foreach (var word in words)
        {
            if (!_ids.TryGetValue(Features.OfWord(word.Stem), out var id))
                continue;
            all += _idf[id];
            owned += _idf[id] * subject.Count(way => Array.BinarySearch(way.Ids, id) >= 0) / _texts[id];
        }

        return all > 0 ? owned / all : 0;
    }

    private static float Idf(int texts, int count) => MathF.Log((1f + texts) / (1f + count)) + 1;
}
