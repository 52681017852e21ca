using CxBot.Knowledge.Ranking;

namespace CxBot.Answering.Calibration;

/// <summary>Turns the signals of an answer into the probability that it is right. Pure.</summary>
public static class ConfidenceScorer
{
    // The probability where the owner wrote these very words as a way to ask for the article. It is short of 1, because owners err too.
    private const double ExactProbability = 0.98;

    internal static Confidence Score(RankSignals signals, bool isExact, ConfidenceModel model) =>
        Score(Signals.ValuesOf(signals), isExact, model);

    /// <summary>The confidence in the same answer by another model.</summary>
    internal static Confidence Again(Confidence known, ConfidenceModel model) =>
        Score(Signals.ValuesOf(known.Signals), known.IsExact, model);

    private static Confidence Score(double[] values, bool isExact, ConfidenceModel model)
    {
        var (probability, among) = model.Judge(values);
        if (isExact)
            (probability, among) = (Math.Max(probability, ExactProbability), Math.Max(among, ExactProbability));

        var named = Signals.All.Zip(values).ToDictionary(pair => pair.First.Name, pair => Math.Round(pair.Second, 4));
        named[Confidence.Exact] = isExact ? 1 : 0;
        named[Confidence.Among] = Math.Round(Math.Max(among, probability), 4);
        return new Confidence(probability, named);
    }
}
