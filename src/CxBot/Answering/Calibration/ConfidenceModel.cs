using CxBot.Knowledge.Ranking;

namespace CxBot.Answering.Calibration;

/// <summary>What turns signals into a confidence: first whether any article answers, then whether the best one does.</summary>
/// <param name="Scale">What the signals are measured against.</param>
/// <param name="Answerable">That an article answers, where half of the questions are answerable.</param>
/// <param name="Right">That the best candidate is right, given that one is.</param>
/// <param name="Among">That the right one is among the first four, given that there is one.</param>
/// <param name="UnanswerableShare">The share of unanswerable questions that the probability is stated for, 0 to 1.</param>
/// <param name="IsFitted">Whether it was fitted on this knowledge, rather than set by hand.</param>
internal sealed record ConfidenceModel(
    SignalScale Scale,
    LogisticModel Answerable,
    LogisticModel Right,
    LogisticModel Among,
    double UnanswerableShare,
    bool IsFitted)
{
    /// <summary>
    /// Of the questions that nothing answers, the part that is as near to the knowledge as an article that was held out. The rest is about
    /// something else altogether and is not mistaken for an answer.
    /// </summary>
    public const double NearPart = 0.6;

    /// <summary>Fair for any folder, sure of little: until the fit is done, and where a folder is too small to fit.</summary>
    public static readonly ConfidenceModel ByHand = new(
        SignalScale.None,
        HandMade(bias: -8.93, weights => weights.Answerable),
        HandMade(bias: 1.5, weights => weights.Right),
        HandMade(bias: 2.5, weights => weights.Among),
        UnanswerableShare: 0.5,
        IsFitted: false);

    /// <summary>How far the encoder counts beside the words.</summary>
    public RankMix Mix { get; init; } = RankMix.Default;

    /// <summary>From which confidence the bot answers and asks back.</summary>
    public AnswerThresholds Thresholds { get; init; } = AnswerThresholds.Default;

    public (double Right, double Among) Judge(ReadOnlySpan<double> signals)
    {
        var scaled = Scale.Apply(signals);
        var answerable = AnyAnswers(scaled, UnanswerableShare);
        return (answerable * Right.Probability(scaled), answerable * Among.Probability(scaled));
    }

    /// <summary>The probability that any article answers, where <paramref name="unanswerableShare"/> of all questions have none.</summary>
    public double AnyAnswers(ReadOnlySpan<double> signals, double unanswerableShare) => AnyAnswers(Scale.Apply(signals), unanswerableShare);

    private static LogisticModel HandMade(double bias, Func<SignalWeights, double> of) =>
        new(bias, [.. Signals.All.Select(signal => of(signal.ByHand))]);

    private double AnyAnswers(double[] scaled, double unanswerableShare) =>
        1 / (1 + Math.Exp(-Answerable.Logit(scaled) - Math.Log((1 - unanswerableShare) / (NearPart * unanswerableShare))));
}
