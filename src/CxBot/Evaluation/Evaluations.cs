using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Evaluation.Questions;
using CxBot.Knowledge;

namespace CxBot.Evaluation;

/// <summary>Evaluates the live knowledge beside the traffic, and keeps the last few results.</summary>
public sealed class Evaluations(
    BackgroundJob job,
    QuestionSets sets,
    FaqAnswerer answerer,
    KnowledgeBase knowledge,
    ConfidenceModels models,
    EvaluationResults results,
    TimeProvider time)
{
    // Somebody who saves articles all the time would otherwise have it begin anew for ever.
    private const int MaxBeginnings = 3;

    /// <summary>Begins an evaluation of the knowledge as it answers now.</summary>
    /// <returns>False where another job runs.</returns>
    public bool TryStart(EvaluationSource source, string by) =>
        job.TryStart(source == EvaluationSource.Questions ? JobKind.Questions : JobKind.OwnWays, by, (progress, cancellationToken) =>
            RunAsync(source, by, progress, cancellationToken));

    private async Task RunAsync(EvaluationSource source, string by, JobProgress progress, CancellationToken cancellationToken)
    {
        var questions =
            source == EvaluationSource.Questions && await sets.FindAsync(cancellationToken) is { } set
                ? LabelledQuestion.Parse(set.Lines)
                : [];
        for (var beginning = 1; ; beginning++)
        {
            await models.FitAsync(cores: 1, cancellationToken);
            var index = knowledge.Current;
            var model = models.For(index);
            var (evaluated, times) = source == EvaluationSource.Questions
                ? await EvaluationRun.AskAsync(answerer, questions, progress, cancellationToken)
                : (OwnWays.Ask(index, model, progress, cancellationToken), []);
            // Half by the old articles and half by the new ones would be neither.
            if (knowledge.Current != index && beginning < MaxBeginnings)
                continue;
            var report = EvaluationReport.Of([.. evaluated.Select(q => q.Prediction)], times, 0) with
            {
                Expected = model.Thresholds.Expected,
            };
            var figures = new EvaluationFigures(
                report,
                models.TargetAccuracy,
                model.Thresholds.Answer,
                model.Thresholds.Clarify,
                index.Articles.Count);
            await results.KeepAsync(
                new EvaluationResult
                {
                    Source = source,
                    At = time.GetUtcNow(),
                    StartedBy = by,
                    Figures = figures,
                    Questions = EvaluatedQuestion.Pack(evaluated),
                },
                cancellationToken);
            return;
        }
    }
}
