namespace CxBot.Answering;

/// <summary>
/// Fits the confidence to the samples of a cross-validation: whether any article answers with both kinds of questions as heavy, so that the stated share can
/// be put in afterwards, and apart from it whether the best one is right.
/// </summary>
internal static class ConfidenceFit
{
    // A folder's own cross-validation holds whole subjects out, which is easier or harder than what customers ask that nobody wrote down: the common weights
    // weigh against it as much as these many samples, of at most so many.
    private const double AnswerableTrust = 1_000;
    private const double AnswerableBiasTrust = 3_000;
    private const double RightTrust = 30;
    private const double RightBiasTrust = 1e-3;
    private const double MostWeight = 1_000;

    // Among a handful of articles every question looks like one of them: what the common weights read from probabilities means little there.
    private const int FewestSamples = 150;

    public static ConfidenceModel Fit(CrossValidated tried, AnsweringOptions options, bool hasEncoder) =>
        Fit(tried.Samples, options, hasEncoder) with { Mix = tried.Mix };

    public static ConfidenceModel Fit(IReadOnlyList<ConfidenceSample> samples, AnsweringOptions options, bool hasEncoder)
    {
        var (answerable, not) = (samples.Where(s => s.Answerable).Sum(s => s.Weight), samples.Where(s => !s.Answerable).Sum(s => s.Weight));
        if (answerable <= 0 || not <= 0)
            return ConfidenceModel.ByHand;

        var scale = SignalScale.Of(samples, hasEncoder);
        var rows = samples.Select(s => scale.Apply(s.Signals)).ToArray();
        var half = Math.Min(samples.Count, MostWeight) / 2;
        var any = LogisticFit.Fit(
            rows, [.. samples.Select(s => s.Weight * half / (s.Answerable ? answerable : not))], [.. samples.Select(s => s.Answerable)], CommonWeights.Answerable(hasEncoder), AnswerableTrust, AnswerableBiasTrust);

        var places = Enumerable.Range(0, samples.Count).Where(i => samples[i].Answerable).ToArray();
        double[][] own = [.. places.Select(i => rows[i])];
        double[] weights = [.. places.Select(i => samples[i].Weight * Math.Min(places.Length, MostWeight) / answerable)];
        var model = new ConfidenceModel(
            scale,
            any,
            LogisticFit.Fit(own, weights, [.. places.Select(i => samples[i].Right)], CommonWeights.Right(hasEncoder), RightTrust, RightBiasTrust),
            LogisticFit.Fit(own, weights, [.. places.Select(i => samples[i].Among)], CommonWeights.Among(hasEncoder), RightTrust, RightBiasTrust),
            options.UnanswerableShare,
            IsFitted: true)
        {
            IsCautious = samples.Count(s => !s.IsFragment) < FewestSamples,
        };
        if (model.IsCautious)
            return model;

        var judged = samples.Select(s =>
        {
            var (right, among) = model.Judge(s.Signals);
            var share = s.Answerable ? (1 - options.UnanswerableShare) / answerable : options.UnanswerableShare / not;
            return new JudgedSample(right, Math.Max(among, right), s.Right, s.Among, s.Weight * share);
        });
        return model with { Thresholds = AnswerThresholds.Of([.. judged], options.TargetAccuracy) };
    }
}
