using System.Diagnostics;
using CxBot.Answering;
using CxBot.Handover;
using CxBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

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
        var started = Stopwatch.GetTimestamp();
        var knowledgeSettings = Options.Create(knowledgeOptions);
        using var knowledge = new KnowledgeBase(knowledgeSettings, TimeProvider.System, NullLogger<KnowledgeBase>.Instance);
        await knowledge.LoadAsync(ct);
        await knowledge.WarmUpAsync(ct);
        if (knowledge.Problems.Count > 0)
            throw new KnowledgeException(knowledge.Problems);
        using var models = new ConfidenceModels(knowledge, Options.Create(answeringOptions), NullLogger<ConfidenceModels>.Instance);
        await models.FitAsync(Environment.ProcessorCount, ct);
        var indexSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var answerer = new FaqAnswerer(new KnowledgeSearch(knowledge), models, knowledgeSettings);
        foreach (var question in questions.Take(WarmUp))
            await answerer.AnswerAsync(question.Text, null, ct);

        var predictions = new List<Prediction>(questions.Count);
        var times = new List<double>(questions.Count);
        foreach (var question in questions)
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await answerer.AnswerAsync(question.Text, null, ct);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            var decision = HandoverPolicy.Judge(answer, PolicyContext.Fresh) switch
            {
                Decision.GiveAnswer => "answer",
                Decision.Clarify => "clarify",
                _ => "handOver",
            };
            predictions.Add(new Prediction(
                question.Text, question.Article, answer.Candidates is [var best, ..] ? best.Article.Id : null, Math.Round(answer.Confidence.Probability, 6), decision));
        }

        return (EvaluationReport.Of(predictions, times, Math.Round(indexSeconds, 3)), predictions);
    }
}
