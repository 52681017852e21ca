using CxBot.Conversations;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;

namespace CxBot.Evaluation;

/// <summary>How well a knowledge folder answers labelled questions.</summary>
/// <param name="Questions">How many were asked, and how many of them an article answers.</param>
/// <param name="Accuracy">Share of answerable questions whose best article is right.</param>
/// <param name="Auroc">Of confidence, answerable against unanswerable questions.</param>
/// <param name="OosRecallAt95">Share of unanswerable questions refused at the threshold that keeps 95 % of answerable ones.</param>
/// <param name="Ece">Expected calibration error over all questions, in 15 bins.</param>
/// <param name="QueryMicroseconds">Time for one question, the encoder included.</param>
/// <param name="IndexSeconds">Time until everything was ready: read, encoded, trained and fitted.</param>
public sealed record EvaluationReport(
    QuestionCounts Questions,
    double? Accuracy,
    double? Auroc,
    double? OosRecallAt95,
    double? Ece,
    DecisionCounts Decisions,
    QueryTimes QueryMicroseconds,
    double IndexSeconds)
{
    /// <summary>What the thresholds come to by the knowledge's own cross-validation; null where it is too small for one.</summary>
    public Answering.Calibration.ExpectedShares? Expected { get; init; }

    public static EvaluationReport Of(IReadOnlyList<Prediction> predictions, IEnumerable<double> microseconds, double indexSeconds)
    {
        var answerable = predictions.Count(p => p.IsAnswerable);
        var times = microseconds.Order().ToArray();
        return new EvaluationReport(
            new QuestionCounts(predictions.Count, answerable),
            answerable == 0 ? null : (double)predictions.Count(p => p.IsRight) / answerable,
            Measures.Auroc(predictions),
            Measures.RefusedAt(predictions, 0.95),
            Measures.CalibrationError(predictions),
            DecisionCounts.Of(predictions),
            new QueryTimes(Math.Round(Measures.Percentile(times, 0.5), 1), Math.Round(Measures.Percentile(times, 0.99), 1)),
            indexSeconds);
    }
}

/// <param name="Asked">All questions.</param>
/// <param name="Answerable">Those that an article answers.</param>
public sealed record QuestionCounts(int Asked, int Answerable);

/// <param name="Answer">Answered automatically.</param>
/// <param name="Clarify">Asked back.</param>
/// <param name="HandOver">Passed to a person.</param>
/// <param name="AnswerAccuracy">Share of those answered that were right; null where none was.</param>
public sealed record DecisionCounts(int Answer, int Clarify, int HandOver, double? AnswerAccuracy)
{
    internal static DecisionCounts Of(IReadOnlyList<Prediction> predictions)
    {
        var answered = predictions.Where(p => p.Decision == DecisionKind.Answer).ToArray();
        return new DecisionCounts(
            answered.Length,
            predictions.Count(p => p.Decision == DecisionKind.Clarify),
            predictions.Count(p => p.Decision == DecisionKind.HandOver),
            answered.Length == 0 ? null : (double)answered.Count(p => p.IsRight) / answered.Length);
    }
}

/// <param name="P50">Half of the questions took less, in microseconds.</param>
/// <param name="P99">99 of 100 took less, in microseconds.</param>
public sealed record QueryTimes(double P50, double P99);
