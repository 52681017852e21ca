namespace CxBot.Answering.Calibration;

/// <summary>
/// Fits the confidence to the samples of a cross-validation: whether any article answers with both kinds of questions as heavy, so that the
/// stated share can be put in afterwards, and apart from it whether the best one is right.
/// </summary>
internal static class ConfidenceFit
{
    // A folder's own cross-validation holds whole subjects out, which is easier or harder than what customers ask that nobody wrote down:
    // the common weights weigh against it as much as these many samples, of at most so many.
    private const double AnswerableTrust = 1_000;
    private const double AnswerableBiasTrust = 3_000;
    private const double RightTrust = 100;
    private const double RightBiasTrust = 1e-3;
    private const double MaxWeight = 1_000;

    // How sharply the common weights tell the two kinds of questions apart differs from folder to folder, and is soon known.
    private const double SharpnessTrust = 1;
    private const double MaxSharpnessWeight = 200;
    private const double MinSharpness = 0.25;

    public static ConfidenceModel Fit(CrossValidated tried, AnsweringOptions options, bool hasEncoder)
    {
        var samples = tried.Samples;
        var (answerable, not) = (samples.Where(s => s.Answerable).Sum(s => s.Weight), samples.Where(s => !s.Answerable).Sum(s => s.Weight));
        if (answerable <= 0 || not <= 0)
            return ConfidenceModel.ByHand;

        var scale = SignalScale.Of(samples, hasEncoder, tried.Mix);
        var rows = samples.Select(s => scale.Apply(s.Signals)).ToArray();
        var half = Math.Min(samples.Count, MaxWeight) / 2;
        var any = LogisticFit.Fit(
            rows,
            [.. samples.Select(s => s.Weight * half / (s.Answerable ? answerable : not))],
            [.. samples.Select(s => s.Answerable)],
            CommonWeights.Answerable(hasEncoder),
            AnswerableTrust,
            AnswerableBiasTrust);
        any = Sharpen(any, [.. samples.Zip(rows, (s, row) => s with { Signals = row }).Where(s => !s.IsFragment)]);

        var places = Enumerable.Range(0, samples.Count).Where(i => samples[i].Answerable).ToArray();
        double[][] own = [.. places.Select(i => rows[i])];
        double[] weights = [.. places.Select(i => samples[i].Weight * Math.Min(places.Length, MaxWeight) / answerable)];
        var model = new ConfidenceModel(
            scale,
            any,
            LogisticFit.Fit(
                own,
                weights,
                [.. places.Select(i => samples[i].Right)],
                CommonWeights.Right(hasEncoder),
                RightTrust,
                RightBiasTrust),
            LogisticFit.Fit(
                own,
                weights,
                [.. places.Select(i => samples[i].Among)],
                CommonWeights.Among(hasEncoder),
                RightTrust,
                RightBiasTrust),
            options.UnanswerableShare,
            IsFitted: true)
        {
            Mix = tried.Mix,
        };
        return model with
        {
            Thresholds = AnswerThresholds.Of(
                Judged(model, [.. samples.Where(s => !s.IsFragment)]), options.TargetAccuracy, tried.WaysEach, hasEncoder),
        };
    }

    /// <summary>One factor and one shift for the whole logit (Platt 1999), by the whole questions.</summary>
    private static LogisticModel Sharpen(LogisticModel any, IReadOnlyList<ConfidenceSample> samples)
    {
        var (answerable, not) = (samples.Where(s => s.Answerable).Sum(s => s.Weight), samples.Where(s => !s.Answerable).Sum(s => s.Weight));
        var half = Math.Min(samples.Count, MaxSharpnessWeight) / 2;
        var platt = LogisticFit.Fit(
            [.. samples.Select(s => (double[])[any.Logit(s.Signals)])],
            [.. samples.Select(s => s.Weight * half / (s.Answerable ? answerable : not))],
            [.. samples.Select(s => s.Answerable)],
            new LogisticModel(0, [1]),
            SharpnessTrust,
            SharpnessTrust);
        var sharpness = Math.Max(platt.Weights[0], MinSharpness);
        return new LogisticModel((any.Bias * sharpness) + platt.Bias, [.. any.Weights.Select(w => w * sharpness)]);
    }

    /// <summary>The whole questions of the cross-validation in the shares that are stated, and what is far from the knowledge.</summary>
    private static List<JudgedSample> Judged(ConfidenceModel model, IReadOnlyList<ConfidenceSample> samples)
    {
        var share = model.UnanswerableShare;
        var (answerable, not) = (samples.Where(s => s.Answerable).Sum(s => s.Weight), samples.Where(s => !s.Answerable).Sum(s => s.Weight));
        var judged = samples.Select(s =>
        {
            var (right, among) = model.Judge(s.Signals);
            var part = s.Answerable ? (1 - share) / answerable : ConfidenceModel.NearPart * share / not;
            return new JudgedSample(right, Math.Max(among, right), s.Right, s.Among, s.Weight * part) { IsForPeople = s.IsForPeople };
        }).ToList();
        judged.Add(new JudgedSample(0, 0, false, false, (1 - ConfidenceModel.NearPart) * share));
        return judged;
    }
}
