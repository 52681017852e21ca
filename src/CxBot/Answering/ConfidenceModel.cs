namespace CxBot.Answering;

/// <summary>A logistic regression over signals: the weight of each, and where they begin. Made by <see cref="ConfidenceFit"/>, or by hand.</summary>
/// <param name="Weights">In the order of the signals.</param>
internal sealed record LogisticModel(double Bias, IReadOnlyList<double> Weights)
{
    public double Probability(ReadOnlySpan<double> signals)
    {
        var logit = Bias;
        for (var i = 0; i < signals.Length; i++)
            logit += Weights[i] * signals[i];
        return 1 / (1 + Math.Exp(-logit));
    }
}

/// <summary>What turns signals into a confidence.</summary>
/// <param name="Right">That the best candidate is right.</param>
/// <param name="Among">That the right one is among the first four.</param>
/// <param name="IsFitted">Whether it was fitted on this knowledge, rather than set by hand.</param>
internal sealed record ConfidenceModel(LogisticModel Right, LogisticModel Among, bool IsFitted)
{
    /// <summary>Fair for any folder, sure of little: until the fit is done, and where a folder is too small to fit.</summary>
    public static readonly ConfidenceModel ByHand = new(
        new LogisticModel(-8.9, [0.15, 0.1, 0.15, 2.0, 4.0, 0, 2.5, 0, 0.5, 2.5, 2.0, -1.0, 1.2]),
        new LogisticModel(-6.6, [0.15, 0.1, 0.0, 1.0, 4.0, 0, 2.5, 0, 0.5, 3.0, 1.0, -1.0, 0.5]),
        IsFitted: false);
}
