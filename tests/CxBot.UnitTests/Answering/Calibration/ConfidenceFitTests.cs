using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Knowledge.Ranking;

namespace CxBot.Tests.Answering.Calibration;

public sealed class ConfidenceFitTests
{
    private static readonly int Size = CxBot.Answering.Calibration.Signals.All.Count;

    [Fact]
    public void The_more_unanswerable_questions_are_stated_the_less_sure_it_is()
    {
        var samples = Samples();
        double[] confidences = [.. new[] { 0.05, 0.2, 0.5, 0.8 }.Select(share =>
            Fit(samples, new AnsweringOptions { UnanswerableShare = share }).Judge(Signals(0)).Right)];

        Assert.Equal(confidences.OrderDescending(), confidences);
        Assert.True(confidences[0] - confidences[^1] > 0.1);
    }

    [Fact]
    public void A_signal_that_tells_right_from_wrong_moves_the_confidence()
    {
        var model = Fit(Samples(), new AnsweringOptions());

        Assert.True(model.Judge(Signals(0)).Right > model.Judge(Signals(-4)).Right + 0.3);
    }

    [Fact]
    public void Thresholds_meet_the_target_and_their_shares_come_to_all()
    {
        var judged = Enumerable.Range(0, 1_000).Select(i => new JudgedSample(i / 1_000.0, i / 1_000.0, i % 10 != 0 && i > 300, i > 300, 1))
            .ToArray();

        AnswerThresholds Of(double target) => AnswerThresholds.Of(judged, target, 100, hasEncoder: true);

        var (strict, loose) = (Of(0.899), Of(0.7));

        Assert.True(strict.Answer > loose.Answer);
        Assert.True(strict.Clarify <= strict.Answer);
        Assert.Equal(1, strict.Expected!.Answer + strict.Expected.Clarify + strict.Expected.HandOver, 6);
        var answered = judged.Where(j => j.Confidence >= strict.Answer).ToArray();
        Assert.True(answered.Count(j => j.Right) >= 0.899 * answered.Length);
    }

    [Fact]
    public void Where_there_are_few_ways_to_ask_customers_are_answered_more_often_than_what_was_held_out()
    {
        var judged = Enumerable.Range(0, 1_000).Select(i => new JudgedSample(i / 1_000.0, i / 1_000.0, true, true, 1)).ToArray();

        double Answered(double waysEach) => AnswerThresholds.Of(judged, 0.95, waysEach, hasEncoder: true).Expected!.Answer;

        Assert.True(Answered(5) > Answered(15));
        Assert.True(Answered(15) > Answered(100));
    }

    [Fact]
    public void What_always_goes_to_a_person_is_forecast_as_handed_over()
    {
        var judged = Enumerable.Range(0, 1_000)
            .Select(i => new JudgedSample(0.99, 0.99, true, true, 1) { IsForPeople = i < 100 }).ToArray();

        var expected = AnswerThresholds.Of(judged, 0.95, 10, hasEncoder: true).Expected!;

        Assert.Equal((0.9, 0, 0.1), (Math.Round(expected.Answer, 6), Math.Round(expected.Clarify, 6), Math.Round(expected.HandOver, 6)));
    }

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 0.5, 1.5)]
    public void Words_and_encoder_count_in_the_confidence_as_they_do_in_the_ranking(float mix, double words, double meaning)
    {
        var scale = SignalScale.Of(Samples(), hasEncoder: true, new RankMix(mix));
        var names = CxBot.Answering.Calibration.Signals.All.Select(s => s.Name).ToList();

        Assert.Equal((words, meaning, 1), (scale.Parts[names.IndexOf("words")], scale.Parts[names.IndexOf("meaning")], scale.Parts[^1]));
    }

    [Fact]
    public void Without_both_kinds_of_questions_the_model_by_hand_stays() =>
        Assert.Same(ConfidenceModel.ByHand,
            Fit([new ConfidenceSample(Signals(1), true, true, true, 1)], new AnsweringOptions()));

    [Fact]
    public void The_cross_validation_asks_what_was_held_out()
    {
        var samples = CrossValidation.Run(Articles.Index(Articles.Shop()), 2, TestContext.Current.CancellationToken).Samples;

        Assert.Contains(samples, s => s.Answerable);
        Assert.Contains(samples, s => !s.Answerable);
        Assert.All(samples, s => Assert.False(s.Right && !s.Answerable));
        Assert.All(samples, s => Assert.All(s.Signals, v => Assert.True(double.IsFinite(v))));
    }

    private static ConfidenceModel Fit(IReadOnlyList<ConfidenceSample> samples, AnsweringOptions options) =>
        ConfidenceFit.Fit(new CrossValidated(samples, RankMix.Default, 10), options, hasEncoder: true);

    /// <summary>Every second is answerable; of the others, every fifth looks so too.</summary>
    private static ConfidenceSample[] Samples() =>
        [.. Enumerable.Range(0, 2_000)
            .Select(i => new ConfidenceSample(Signals(i % 2 == 1 || i % 10 == 0 ? 0 : -4), i % 2 == 1, i % 2 == 1, i % 2 == 1, 1))];

    private static double[] Signals(double first) => [first, .. new double[Size - 1]];
}
