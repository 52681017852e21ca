using System.Diagnostics;
using CxBot.Answering;
using CxBot.Handover;
using CxBot.Knowledge;

namespace CxBot.Evaluation;

/// <summary>Asks a knowledge folder labelled questions, as a fresh customer would ask each.</summary>
public static class EvaluationRun
{
    private const int WarmUp = 20;

    /// <exception cref="KnowledgeException">The folder has problems.</exception>
    public static async Task<(EvaluationReport Report, IReadOnlyList<Prediction> Predictions)> RunAsync(
        KnowledgeOptions knowledgeOptions,
        AnsweringOptions answeringOptions,
        IReadOnlyList<LabelledQuestion> questions,
        CancellationToken ct)
    {
        using var knowledge = await LoadedKnowledge.LoadAsync(knowledgeOptions, answeringOptions, ct);
        var answerer = knowledge.Answerer;
        foreach (var question in questions.Take(WarmUp))
            await answerer.AnswerAsync(question.Text, null, ct);

        var predictions = new List<Prediction>(questions.Count);
        var times = new List<double>(questions.Count);
        foreach (var question in questions)
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await answerer.AnswerAsync(question.Text, null, ct);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            var decision = Name(HandoverPolicy.Judge(answer, PolicyContext.Fresh));
            predictions.Add(new Prediction(
                question.Text, question.Article, answer.Candidates is [var best, ..] ? best.Article.Id : null, Math.Round(answer.Confidence.Probability, 6), decision));
        }

        return (EvaluationReport.Of(predictions, times, Math.Round(knowledge.Took.TotalSeconds, 3)) with { Expected = knowledge.Thresholds.Expected }, predictions);
    }

    internal static string Name(Decision decision) => decision switch
    {
        Decision.GiveAnswer => "answer",
        Decision.Clarify or Decision.AskAgain => "clarify",
        _ => "handOver",
    };
}
