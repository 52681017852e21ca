using CxBot.Conversations;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;

namespace CxBot.Tests.Evaluation.Metrics;

public sealed class MeasuresTests
{
    [Fact]
    public void Auroc_is_the_chance_that_an_answerable_question_is_the_surer_one()
    {
        Assert.Equal(1, Measures.Auroc([Right(0.9), Right(0.8), None(0.1)]));
        Assert.Equal(0, Measures.Auroc([Right(0.1), None(0.9)]));
        Assert.Equal(0.5, Measures.Auroc([Right(0.5), None(0.5)]));
        Assert.Equal(0.75, Measures.Auroc([Right(0.9), Right(0.3), None(0.5), None(0.1)]));
        Assert.Null(Measures.Auroc([Right(0.9)]));
    }

    [Fact]
    public void Refused_at_95_counts_below_the_threshold_that_keeps_95_of_100()
    {
        Prediction[] predictions = [.. Enumerable.Range(1, 100).Select(i => Right(i / 100.0)), None(0.055), None(0.06), None(0.04),
            None(0.5)];

        // The 95 surest are those from 0.06 on.
        Assert.Equal(0.5, Measures.RefusedAt(predictions, 0.95));
    }

    [Fact]
    public void Calibration_error_is_how_far_confidence_and_truth_lie_apart()
    {
        Assert.Equal(0.1, Measures.CalibrationError([Right(0.9), Right(0.9)])!.Value, 6);
        Assert.Equal(0.4, Measures.CalibrationError([Right(0.9), None(0.9)])!.Value, 6);
        Assert.Equal(0, Measures.CalibrationError([Right(1), None(0)])!.Value, 6);
    }

    [Fact]
    public void Accuracy_is_over_answerable_questions_and_decisions_are_counted()
    {
        var report = EvaluationReport.Of([Right(0.9), Wrong(0.8), None(0.1)], [5, 1, 3], 0.5);

        Assert.Equal(0.5, report.Accuracy);
        Assert.Equal(new QuestionCounts(3, 2), report.Questions);
        Assert.Equal(new DecisionCounts(2, 0, 1, 0.5), report.Decisions);
        Assert.Equal(new QueryTimes(3, 5), report.QueryMicroseconds);
    }

    [Fact]
    public void A_gate_names_each_figure_that_falls_short()
    {
        var report = EvaluationReport.Of([Right(0.9), Wrong(0.8), None(0.1)], [1], 0.5);

        Assert.Empty(EvaluationGate.Failures(report, new Dictionary<string, double> { ["accuracy"] = 0.5, ["ece"] = 0.5 }));
        Assert.Contains("accuracy is 0.5, at least 0.9",
            Assert.Single(EvaluationGate.Failures(report, new Dictionary<string, double> { ["accuracy"] = 0.9 })),
            StringComparison.Ordinal);
        Assert.Contains("ece is", Assert.Single(EvaluationGate.Failures(report, new Dictionary<string, double> { ["ece"] = 0.01 })),
            StringComparison.Ordinal);
    }

    private static Prediction Right(double confidence) => new("q", new("a"), new("a"), confidence, DecisionKind.Answer);

    private static Prediction Wrong(double confidence) => new("q", new("a"), new("b"), confidence, DecisionKind.Answer);

    private static Prediction None(double confidence) => new("q", null, new("b"), confidence, DecisionKind.HandOver);
}
