using CxBot.Evaluation.Questions;

namespace CxBot.Evaluation.Metrics;

/// <summary>What is different since an earlier evaluation.</summary>
/// <param name="WentWrong">Good then, not good now.</param>
/// <param name="WentRight">Not good then, good now.</param>
/// <param name="Moved">As good as then, but decided differently.</param>
/// <param name="Added">How many questions were not asked then.</param>
/// <param name="Gone">How many questions are no longer asked.</param>
public sealed record RunComparison(
    IReadOnlyList<QuestionChange> WentWrong,
    IReadOnlyList<QuestionChange> WentRight,
    IReadOnlyList<QuestionChange> Moved,
    int Added,
    int Gone)
{
    public static RunComparison Of(IReadOnlyList<EvaluatedQuestion> before, IReadOnlyList<EvaluatedQuestion> now)
    {
        // The same question may stand in a set twice: one is as good as the other.
        var known = before.GroupBy(Key).ToDictionary(g => g.Key, g => g.First());
        var asked = now.Select(Key).ToHashSet();
        var both = now.Where(q => known.ContainsKey(Key(q))).Select(q => new QuestionChange(known[Key(q)], q)).ToArray();
        return new RunComparison(
            [.. both.Where(c => c.Before.IsGood && !c.Now.IsGood)],
            [.. both.Where(c => !c.Before.IsGood && c.Now.IsGood)],
            [.. both.Where(c => c.Before.IsGood == c.Now.IsGood && c.Before.Prediction.Decision != c.Now.Prediction.Decision)],
            now.Count - both.Length,
            before.Count(q => !asked.Contains(Key(q))));
    }

    // A question with another label is another question.
    private static (string, ArticleId?) Key(EvaluatedQuestion question) => (question.Prediction.Text, question.Prediction.Expected);
}

/// <summary>One question in two evaluations.</summary>
public sealed record QuestionChange(EvaluatedQuestion Before, EvaluatedQuestion Now);
