using System.Diagnostics;
using CxBot.Answering.Model;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using CxBot.Knowledge;
using CxBot.Turns;

namespace CxBot.Evaluation;

/// <summary>Asks a knowledge folder labelled questions, as a fresh customer would ask each.</summary>
public static class EvaluationRun
{
    private const int WarmUp = 20;

    /// <exception cref="KnowledgeException">The folder has problems.</exception>
    public static async Task<(EvaluationReport Report, IReadOnlyList<Prediction> Predictions)> RunAsync(
        KnowledgeOptions knowledgeOptions,
        AnsweringOptions answeringOptions,
        ModelOptions? model,
        IReadOnlyList<LabelledQuestion> questions,
        CancellationToken cancellationToken)
    {
        using var knowledge = await LoadedKnowledge.LoadAsync(knowledgeOptions, answeringOptions, model, cancellationToken);
        foreach (var question in questions.Take(WarmUp))
            await knowledge.Answerer.AnswerAsync(question.Text, null, cancellationToken);

        var (evaluated, times) = await AskAsync(knowledge.Answerer, questions, (_, _) => { }, cancellationToken);
        IReadOnlyList<Prediction> predictions = [.. evaluated.Select(q => q.Prediction)];
        return (
            EvaluationReport.Of(predictions, times, Math.Round(knowledge.Took.TotalSeconds, 3)) with
            {
                Expected = knowledge.Thresholds.Expected,
            },
            predictions);
    }

    /// <summary>Asks each question, and how long each took, in microseconds.</summary>
    internal static async Task<(IReadOnlyList<EvaluatedQuestion> Questions, IReadOnlyList<double> Microseconds)> AskAsync(
        FaqAnswerer answerer, IReadOnlyList<LabelledQuestion> questions, JobProgress progress, CancellationToken cancellationToken)
    {
        var evaluated = new List<EvaluatedQuestion>(questions.Count);
        var times = new List<double>(questions.Count);
        foreach (var question in questions)
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await answerer.AnswerAsync(question.Text, null, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            evaluated.Add(Judge(question, answer));
            progress(evaluated.Count, questions.Count);
        }

        return (evaluated, times);
    }

    internal static EvaluatedQuestion Judge(LabelledQuestion question, Answer answer)
    {
        var decision = HandoverPolicy.Judge(answer, PolicyContext.Fresh);
        ArticleId? best = answer.Candidates is [var first, ..] ? first.Article.Id : null;
        return new EvaluatedQuestion(
            new Prediction(question.Text, question.Article, best, Math.Round(answer.Confidence.Probability, 6), Kind(decision)),
            TurnExplanation.Of(answer, decision));
    }

    /// <summary>As the figures count it: to ask in other words is to ask back.</summary>
    internal static DecisionKind Kind(Decision decision) => decision switch
    {
        Decision.GiveAnswer => DecisionKind.Answer,
        Decision.Clarify or Decision.AskAgain => DecisionKind.Clarify,
        _ => DecisionKind.HandOver,
    };
}
