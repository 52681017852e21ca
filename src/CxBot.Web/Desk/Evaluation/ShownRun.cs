using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;

namespace CxBot.Web.Desk.Evaluation;

/// <summary>The latest result of a source, with the one before it where there is one.</summary>
/// <param name="Result">Without its questions, which stand beside it.</param>
/// <param name="Changed">What is different since <paramref name="Before"/>; null without one.</param>
public sealed record ShownRun(
    EvaluationResult Result,
    IReadOnlyList<EvaluatedQuestion> Questions,
    EvaluationResult? Before,
    RunComparison? Changed)
{
    /// <returns>Null where nothing of this source was evaluated yet.</returns>
    public static async Task<ShownRun?> ReadAsync(EvaluationResults results, EvaluationSource source, CancellationToken cancellationToken)
    {
        var kept = await results.ListAsync(source, cancellationToken);
        if (kept.Count == 0)
            return null;
        var questions = await results.QuestionsAsync(kept[0].Id, cancellationToken);
        if (kept.Count == 1)
            return new(kept[0], questions, null, null);
        return new(kept[0], questions, kept[1], RunComparison.Of(await results.QuestionsAsync(kept[1].Id, cancellationToken), questions));
    }
}
