namespace CxBot.Answering.Calibration;

/// <summary>A logistic regression over signals: the weight of each, and where they begin.</summary>
/// <param name="Weights">In the order of the signals.</param>
internal sealed record LogisticModel(double Bias, IReadOnlyList<double> Weights)
{
    public double Logit(ReadOnlySpan<double> signals)
    {
        var logit = Bias;
        for (var i = 0; i < signals.Length; i++)
            logit += Weights[i] * signals[i];
        return logit;
    }

    public double Probability(ReadOnlySpan<double> signals) => 1 / (1 + Math.Exp(-Logit(signals)));
}
