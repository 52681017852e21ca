using CxBot.Answering;
using CxBot.Knowledge.Ranking;
using CxBot.Tests.Knowledge;

namespace CxBot.Tests.Answering;

public sealed class ConfidenceFitTests
{
    private static readonly int Size = RankSignals.Names.Count;

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void The_stated_share_of_unanswerable_questions_is_what_the_mean_confidence_says(double share)
    {
        // Signals that tell nothing: all that is left to know is the share.
        ConfidenceSample[] samples = [.. Enumerable.Range(0, 4_000).Select(i => new ConfidenceSample(new double[Size], i % 2 == 0, i % 2 == 0, i % 2 == 0, 1))];

        var model = ConfidenceFit.Fit(samples, share);

        Assert.InRange(model.Right.Probability(new double[Size]), 1 - share - 0.02, 1 - share + 0.02);
    }

    [Fact]
    public void A_signal_that_tells_right_from_wrong_moves_the_confidence()
    {
        ConfidenceSample[] samples = [.. Enumerable.Range(0, 2_000).Select(i => new ConfidenceSample(Signals(i % 2), i % 2 == 1, i % 2 == 1, i % 2 == 1, 1))];

        var model = ConfidenceFit.Fit(samples, 0.2);

        Assert.True(model.Right.Probability(Signals(1)) > 0.95);
        Assert.True(model.Right.Probability(Signals(0)) < 0.05);
    }

    [Fact]
    public void Without_both_kinds_of_questions_the_model_by_hand_stays() =>
        Assert.Same(ConfidenceModel.ByHand, ConfidenceFit.Fit([new ConfidenceSample(Signals(1), true, true, true, 1)], 0.2));

    [Fact]
    public void The_cross_validation_asks_what_was_held_out()
    {
        var samples = CrossValidation.Run(KnowledgeIndexTests.Index(Articles.Shop()), 2, TestContext.Current.CancellationToken);

        Assert.Contains(samples, s => s.Answerable);
        Assert.Contains(samples, s => !s.Answerable);
        Assert.All(samples, s => Assert.False(s.Right && !s.Answerable));
        Assert.All(samples, s => Assert.All(s.Signals, v => Assert.True(double.IsFinite(v))));
    }

    private static double[] Signals(double first) => [first, .. new double[Size - 1]];
}
