using CxBot.Answering.Calibration;
using CxBot.Answering;

namespace CxBot.Tests.Answering.Calibration;

public sealed class ConfidenceFitTests
{
    private static readonly int Size = CxBot.Answering.Calibration.Signals.All.Count;

    [Fact]
    public void The_more_unanswerable_questions_are_stated_the_less_sure_it_is()
    {
        var samples = Samples();
        double[] confidences = [.. new[] { 0.05, 0.2, 0.5, 0.8 }.Select(share =>
            ConfidenceFit.Fit(samples, new AnsweringOptions { UnanswerableShare = share }, hasEncoder: true).Judge(Signals(0)).Right)];

        Assert.Equal(confidences.OrderDescending(), confidences);
        Assert.True(confidences[0] - confidences[^1] > 0.1);
    }

    [Fact]
    public void A_signal_that_tells_right_from_wrong_moves_the_confidence()
    {
        var model = ConfidenceFit.Fit(Samples(), new AnsweringOptions(), hasEncoder: true);

        Assert.True(model.Judge(Signals(0)).Right > model.Judge(Signals(-4)).Right + 0.3);
    }

    [Fact]
    public void Thresholds_meet_the_target_and_their_shares_come_to_all()
    {
        var judged = Enumerable.Range(0, 1_000).Select(i => new JudgedSample(i / 1_000.0, i / 1_000.0, i % 10 != 0 && i > 300, i > 300, 1))
            .ToArray();

        var (strict, loose) = (AnswerThresholds.Of(judged, 0.899, hasEncoder: true), AnswerThresholds.Of(judged, 0.7, hasEncoder: true));

        Assert.True(strict.Answer > loose.Answer);
        Assert.True(strict.Clarify <= strict.Answer);
        Assert.Equal(1, strict.Expected!.Answer + strict.Expected.Clarify + strict.Expected.HandOver, 6);
        var answered = judged.Where(j => j.Confidence >= strict.Answer).ToArray();
        Assert.True(answered.Count(j => j.Right) >= 0.899 * answered.Length);
    }

    [Fact]
    public void Without_both_kinds_of_questions_the_model_by_hand_stays() =>
        Assert.Same(ConfidenceModel.ByHand,
            ConfidenceFit.Fit([new ConfidenceSample(Signals(1), true, true, true, 1)], new AnsweringOptions(), hasEncoder: true));

    [Fact]
    public void The_cross_validation_asks_what_was_held_out()
    {
        var samples = CrossValidation.Run(Articles.Index(Articles.Shop()), 2, TestContext.Current.CancellationToken).Samples;

        Assert.Contains(samples, s => s.Answerable);
        Assert.Contains(samples, s => !s.Answerable);
        Assert.All(samples, s => Assert.False(s.Right && !s.Answerable));
        Assert.All(samples, s => Assert.All(s.Signals, v => Assert.True(double.IsFinite(v))));
    }

    /// <summary>Every second is answerable; of the others, every fifth looks so too.</summary>
    private static ConfidenceSample[] Samples() =>
        [.. Enumerable.Range(0, 2_000)
            .Select(i => new ConfidenceSample(Signals(i % 2 == 1 || i % 10 == 0 ? 0 : -4), i % 2 == 1, i % 2 == 1, i % 2 == 1, 1))];

    private static double[] Signals(double first) => [first, .. new double[Size - 1]];
}
