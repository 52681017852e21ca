using CxBot.Evaluation.Questions;

namespace CxBot.Evaluation.Metrics;

/// <summary>An article that is found where another one answers, or where none does.</summary>
/// <param name="Expected">The article that answers; null where none does and the bot answered all the same.</param>
/// <param name="Predicted">The article found; null where nothing was.</param>
/// <param name="Questions">Which, the surest first.</param>
public sealed record Confusion(ArticleId? Expected, ArticleId? Predicted, IReadOnlyList<Prediction> Questions)
{
    /// <summary>Every pair, the most frequent first.</summary>
    public static IReadOnlyList<Confusion> Of(IEnumerable<EvaluatedQuestion> questions) =>
        [
            .. questions
                .Where(q => !q.IsGood)
                .Select(q => q.Prediction)
                .GroupBy(p => (p.Expected, p.Predicted))
                .Select(g => new Confusion(g.Key.Expected, g.Key.Predicted, [.. g.OrderByDescending(p => p.Confidence)]))
                .OrderByDescending(c => c.Questions.Count)
                .ThenBy(c => c.Expected)
                .ThenBy(c => c.Predicted),
        ];
}
