using CxBot.Conversations;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;

namespace CxBot.Tests.Evaluation.Metrics;

public sealed class RunComparisonTests
{
    [Fact]
    public void What_went_wrong_and_what_went_right_is_told_apart()
    {
        var compared = RunComparison.Of([Asked("a", "x", "x"), Asked("b", "x", "y"), Asked("c", "x", "x")],
            [Asked("a", "x", "y"), Asked("b", "x", "x"), Asked("c", "x", "x")]);

        Assert.Equal("a", Assert.Single(compared.WentWrong).Now.Prediction.Text);
        Assert.Equal("b", Assert.Single(compared.WentRight).Now.Prediction.Text);
        Assert.Empty(compared.Moved);
    }

    [Fact]
    public void A_question_without_an_article_is_good_while_it_is_not_answered()
    {
        var compared = RunComparison.Of([Asked("a", null, "y", DecisionKind.HandOver)], [Asked("a", null, "y", DecisionKind.Answer)]);

        Assert.Single(compared.WentWrong);
        Assert.Empty(RunComparison.Of(
            [Asked("a", null, "y", DecisionKind.HandOver)], [Asked("a", null, "z", DecisionKind.Clarify)]).WentWrong);
    }

    [Fact]
    public void Another_decision_on_the_same_article_has_only_moved()
    {
        var compared = RunComparison.Of([Asked("a", "x", "x")], [Asked("a", "x", "x", DecisionKind.Clarify)]);

        Assert.Single(compared.Moved);
        Assert.Empty(compared.WentWrong);
    }

    [Fact]
    public void Questions_that_came_or_went_are_counted_and_one_with_another_label_is_another()
    {
        var compared = RunComparison.Of(
            [Asked("a", "x", "x"), Asked("b", "x", "x")], [Asked("a", "y", "x"), Asked("c", "x", "x"), Asked("c", "x", "x")]);

        Assert.Equal((3, 2), (compared.Added, compared.Gone));
        Assert.Empty(compared.WentWrong);
    }

    internal static EvaluatedQuestion Asked(
        string text, string? expected, string? predicted, DecisionKind decision = DecisionKind.Answer, double confidence = 0.9) =>
        new(new Prediction(text, ArticleId.OrNull(expected), ArticleId.OrNull(predicted), confidence, decision),
            new Explanation(decision, null, confidence, 0.8, 0.5, []));
}
