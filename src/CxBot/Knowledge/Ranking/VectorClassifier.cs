using System.Numerics.Tensors;

namespace CxBot.Knowledge.Ranking;

/// <summary>
/// Scores every subject by a question's vector from the sentence encoder: weights begin at the mean of each subject's ways to ask and,
/// where the folder is small enough, are trained as a multinomial logistic regression.
/// </summary>
internal sealed class VectorClassifier
{
    private const float Sharpness = 16;
    private const int Epochs = 8;
    private const float Rate = 0.15f;
    private const float Smoothing = 0.1f;

    private readonly float[] _weights;
    private readonly float[] _bias;
    private readonly int _size;

    private VectorClassifier(int subjects, int size) => (_weights, _bias, _size) = (new float[subjects * size], new float[subjects], size);

    public static VectorClassifier Build(
        IReadOnlyList<float[]> vectors,
        IReadOnlyList<int> labels,
        int subjects,
        bool train,
        CancellationToken cancellationToken)
    {
        var model = new VectorClassifier(subjects, vectors.Count > 0 ? vectors[0].Length : 0);
        model.BeginAtMeans(vectors, labels, subjects);
        if (train)
            model.Train(vectors, labels, subjects, cancellationToken);
        return model;
    }

    public void Score(ReadOnlySpan<float> question, Span<float> logits)
    {
        for (var subject = 0; subject < logits.Length; subject++)
            logits[subject] = _bias[subject] + TensorPrimitives.Dot(question, _weights.AsSpan(subject * _size, _size));
    }

    private void BeginAtMeans(IReadOnlyList<float[]> vectors, IReadOnlyList<int> labels, int subjects)
    {
        for (var i = 0; i < vectors.Count; i++)
        {
            var row = _weights.AsSpan(labels[i] * _size, _size);
            TensorPrimitives.Add(row, vectors[i], row);
        }

        for (var subject = 0; subject < subjects; subject++)
        {
            var row = _weights.AsSpan(subject * _size, _size);
            if (TensorPrimitives.Norm(row) is > 0 and var length)
                TensorPrimitives.Multiply(row, Sharpness / length, row);
        }
    }

    private void Train(IReadOnlyList<float[]> vectors, IReadOnlyList<int> labels, int subjects, CancellationToken cancellationToken)
    {
        var squares = new float[_weights.Length];
        var biasSquares = new float[subjects];
        var error = new float[subjects];
        var order = Shuffle.Order(vectors.Count);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Shuffle.Again(order, epoch);
            foreach (var at in order)
            {
                Score(vectors[at], error);
                TensorPrimitives.SoftMax(error, error);
                TensorPrimitives.Subtract(error, Smoothing / subjects, error);
                error[labels[at]] -= 1 - Smoothing;
                for (var subject = 0; subject < subjects; subject++)
                    if (MathF.Abs(error[subject]) > 1e-4f)
                        AdaGrad.Step(
                            _weights.AsSpan(subject * _size, _size),
                            squares.AsSpan(subject * _size, _size),
                            vectors[at],
                            error[subject],
                            Rate);
                AdaGrad.Step(_bias, biasSquares, error, 0.1f, Rate);
            }
        }
    }
}
