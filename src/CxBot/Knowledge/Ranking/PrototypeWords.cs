using System.Numerics.Tensors;

namespace CxBot.Knowledge.Ranking;

/// <summary>
/// Scores subjects by the nearness of a question to the mean of their ways to ask, kept as an inverted index: for folders whose
/// words times subjects are too many to train.
/// </summary>
internal sealed class PrototypeWords : WordClassifier
{
    // Turns a cosine into a logit; chosen so that the probabilities resemble those of the trained classifier.
    private const float Sharpness = 22;
    private const float MaxSubjectsOfOneFeature = 0.2f;

    private readonly int[][] _subjectsOf;
    private readonly float[][] _weightsOf;

    private PrototypeWords(int[][] subjectsOf, float[][] weightsOf) => (_subjectsOf, _weightsOf) = (subjectsOf, weightsOf);

    public static PrototypeWords Build(IReadOnlyList<SparseVector> texts, IReadOnlyList<int> labels, int features, int subjects)
    {
        var postings = new List<(int Subject, float Weight)>?[features];
        foreach (var group in Enumerable.Range(0, texts.Count).GroupBy(i => labels[i]))
        {
            var mean = new Dictionary<int, float>();
            foreach (var text in group)
                for (var i = 0; i < texts[text].Ids.Length; i++)
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(mean, texts[text].Ids[i], out _) += texts[
                        text
                    ].Values[i];
            var length = MathF.Sqrt(mean.Values.Sum(v => v * v));
            foreach (var (feature, weight) in mean)
                (postings[feature] ??= []).Add((group.Key, weight / length));
        }

        // What is in every fifth subject tells them apart least and costs most.
        var most = Math.Max(50, (int)(subjects * MaxSubjectsOfOneFeature));
        return new PrototypeWords(
            [.. postings.Select(p => p is null || p.Count > most ? [] : p.Select(x => x.Subject).ToArray())],
            [.. postings.Select(p => p is null || p.Count > most ? [] : p.Select(x => x.Weight).ToArray())]);
    }

    public override void Score(SparseVector question, Span<float> logits)
    {
        logits.Clear();
        for (var i = 0; i < question.Ids.Length; i++)
        {
            var (subjects, weights, value) = (_subjectsOf[question.Ids[i]], _weightsOf[question.Ids[i]], question.Values[i]);
            for (var j = 0; j < subjects.Length; j++)
                logits[subjects[j]] += weights[j] * value;
        }

        TensorPrimitives.Multiply(logits, Sharpness, logits);
    }
}
