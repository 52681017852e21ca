using CxBot.Answering.Calibration;
using CxBot.Knowledge.Ranking;

namespace CxBot.Tests.Answering.Calibration;

public sealed class LogisticFitTests
{
    private static readonly Lazy<IReadOnlyList<ConfidenceSample>> Offices =
        new(() => CrossValidation.Run(Articles.Index(Articles.Offices()), 2, CancellationToken.None).Samples);

    [Theory]
    [InlineData(1_000)]
    [InlineData(300)]
    [InlineData(30)]
    [InlineData(1)]
    [InlineData(0.1)]
    [InlineData(0.01)]
    public void What_is_nearly_told_apart_is_fitted_as_well_as_can_be(double trust)
    {
        var samples = Offices.Value;
        var scale = SignalScale.Of(samples, hasEncoder: false, RankMix.Default);
        double[][] rows = [.. samples.Select(s => scale.Apply(s.Signals))];
        double[] weights = [.. samples.Select(s => 500.0 / samples.Count(o => o.Answerable == s.Answerable))];
        bool[] targets = [.. samples.Select(s => s.Answerable)];
        var prior = CommonWeights.Answerable(hasEncoder: false);

        var fitted = LogisticFit.Fit(rows, weights, targets, prior, trust, trust);

        double Loss(LogisticModel model) =>
            (trust / 2 * (model.Weights.Zip(prior.Weights).Sum(p => Math.Pow(p.First - p.Second, 2))
                + Math.Pow(model.Bias - prior.Bias, 2)))
            - Enumerable.Range(0, rows.Length)
                .Sum(i => weights[i] * Math.Log(
                    Math.Max(1e-300, targets[i] ? model.Probability(rows[i]) : 1 - model.Probability(rows[i]))));
        var loss = Loss(fitted);
        Assert.All(
            Enumerable.Range(0, prior.Weights.Count).SelectMany(at => (LogisticModel[])
            [
                fitted with { Weights = [.. fitted.Weights.Select((w, i) => i == at ? w + 0.05 : w)] },
                fitted with { Weights = [.. fitted.Weights.Select((w, i) => i == at ? w - 0.05 : w)] },
            ]).Append(fitted with { Bias = fitted.Bias + 0.05 }).Append(fitted with { Bias = fitted.Bias - 0.05 }),
            other => Assert.True(Loss(other) > loss));
    }
}
