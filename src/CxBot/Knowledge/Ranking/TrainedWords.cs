using System.Numerics.Tensors;

namespace CxBot.Knowledge.Ranking;

/// <summary>
/// A multinomial logistic regression over word features, trained by AdaGrad; the same knowledge always gives the same weights.
/// </summary>
internal sealed class TrainedWords : WordClassifier
{
    /// <summary>The label of a text that asks for no subject more than for another.</summary>
    public const int Nobody = -1;

    private const int MaxEpochs = 12;
    private const float Rate = 0.2f;

    // Label smoothing keeps the weights from running away where each subject has few ways to ask: without it, accuracy with five ways
    // each falls from 94 to 86 of 100, and unanswerable questions look as sure as others.
    private const float Smoothing = 0.2f;

    // How much a text that is nobody's, and a sentence of an answer, counts beside a way to ask. Sentences are many, and not questions:
    // with a third of the weight they help no more, and take from words alone.
    private const float NobodyWeight = 0.3f;
    private const float SentenceWeight = 0.1f;

    // Steps of single weights that training may take; two or three seconds. With 30 ways each, 2 epochs reach 84 of 100, 12 reach 86 and no
    // training 79; with 10 ways each, 3 are what it takes to be no worse than none.
    private const long MaxSteps = 3_500_000_000;
    private const int MinEpochs = 3;

    private readonly int _subjects;
    private readonly float[] _weights;
    private readonly float[] _bias;

    private TrainedWords(int features, int subjects)
    {
        _subjects = subjects;
        _weights = new float[features * subjects];
        _bias = new float[subjects];
    }

    /// <summary>How often training may go over the texts; 0 where it would take too long to be of use.</summary>
    public static int Epochs(IReadOnlyList<SparseVector> texts, int subjects)
    {
        var affordable = MaxSteps / Math.Max(1, texts.Sum(t => (long)t.Ids.Length) * subjects);
        return affordable < MinEpochs ? 0 : (int)Math.Min(affordable, MaxEpochs);
    }

    /// <param name="labels">The subject of each text, or <see cref="Nobody"/>.</param>
    /// <param name="sentences">The last so many texts are sentences of the answers.</param>
    public static TrainedWords Train(
        IReadOnlyList<SparseVector> texts,
        IReadOnlyList<int> labels,
        int sentences,
        int features,
        int subjects,
        int epochs,
        CancellationToken cancellationToken)
    {
        var model = new TrainedWords(features, subjects);
        var squares = new float[features * subjects];
        var biasSquares = new float[subjects];
        var error = new float[subjects];
        var order = Shuffle.Order(texts.Count);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Shuffle.Again(order, epoch);
            foreach (var at in order)
            {
                var text = texts[at];
                model.Score(text, error);
                TensorPrimitives.SoftMax(error, error);
                if (labels[at] == Nobody)
                {
                    TensorPrimitives.Subtract(error, 1f / subjects, error);
                }
                else
                {
                    TensorPrimitives.Subtract(error, Smoothing / subjects, error);
                    error[labels[at]] -= 1 - Smoothing;
                }

                if (labels[at] == Nobody)
                    TensorPrimitives.Multiply(error, NobodyWeight, error);
                else if (at >= texts.Count - sentences)
                    TensorPrimitives.Multiply(error, SentenceWeight, error);

                for (var i = 0; i < text.Ids.Length; i++)
                {
                    var row = text.Ids[i] * subjects;
                    AdaGrad.Step(model._weights.AsSpan(row, subjects), squares.AsSpan(row, subjects), error, text.Values[i], Rate);
                }

                AdaGrad.Step(model._bias, biasSquares, error, 0.1f, Rate);
            }
        }

        return model;
    }

    public override void Score(SparseVector question, Span<float> logits)
    {
        _bias.CopyTo(logits);
        for (var i = 0; i < question.Ids.Length; i++)
        {
            var row = _weights.AsSpan(question.Ids[i] * _subjects, _subjects);
            TensorPrimitives.MultiplyAdd(row, question.Values[i], logits, logits);
        }
    }
}
