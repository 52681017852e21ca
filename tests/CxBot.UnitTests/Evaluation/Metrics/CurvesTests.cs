using CxBot.Conversations;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;

namespace CxBot.Tests.Evaluation.Metrics;

public sealed class CurvesTests
{
    [Fact]
    public void Risk_is_counted_from_the_surest_on()
    {
        var curve = RiskPoint.Curve([Right(0.9), Wrong(0.6), Right(0.8), Wrong(0.2)]);

        Assert.Equal([(0.25, 0), (0.5, 0), (0.75, 1.0 / 3), (1, 0.5)], curve.Select(p => (p.Coverage, p.Risk)));
        Assert.Equal(0.2, curve[^1].From);
    }

    [Fact]
    public void Equally_sure_questions_come_together() =>
        Assert.Equal((1, 0.5),
            (RiskPoint.Curve([Right(0.9), Wrong(0.9)]).Single().Coverage, RiskPoint.Curve([Right(0.9), Wrong(0.9)]).Single().Risk));

    [Fact]
    public void A_long_curve_keeps_its_ends()
    {
        var curve = RiskPoint.Curve([.. Enumerable.Range(0, 1000).Select(i => Right(i / 1000.0))], 60);

        Assert.Equal((60, 0.001, 1.0), (curve.Count, curve[0].Coverage, curve[^1].Coverage));
    }

    [Fact]
    public void Nothing_asked_is_an_empty_curve()
    {
        Assert.Empty(RiskPoint.Curve([]));
        Assert.Empty(ReliabilityBin.Diagram([]));
    }

    [Fact]
    public void Reliability_sets_mean_confidence_beside_the_share_that_was_right()
    {
        var bins = ReliabilityBin.Diagram([Right(0.92), Wrong(0.98), Right(1), Wrong(0.05)]);

        Assert.Equal([0, 0.9], bins.Select(b => b.From));
        Assert.Equal((3, 2.0 / 3), (bins[1].Count, bins[1].Right));
        Assert.Equal(2.9 / 3, bins[1].Confidence, 6);
    }

    private static Prediction Right(double confidence) => new("q", new("a"), new("a"), confidence, DecisionKind.Answer);

    private static Prediction Wrong(double confidence) => new("q", new("a"), new("b"), confidence, DecisionKind.Answer);
}
