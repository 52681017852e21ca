using CxBot.Conversations;
using CxBot.Evaluation.Metrics;

namespace CxBot.Tests.Evaluation.Metrics;

public sealed class ConfusionTests
{
    [Fact]
    public void Pairs_come_by_how_often_with_the_surest_question_first()
    {
        var pairs = Confusion.Of([
            RunComparisonTests.Asked("right", "a", "a"),
            RunComparisonTests.Asked("one", "a", "b", confidence: 0.4),
            RunComparisonTests.Asked("two", "a", "b", confidence: 0.6),
            RunComparisonTests.Asked("three", "c", null),
        ]);

        Assert.Equal([("a", "b"), ("c", null)], pairs.Select(p => (p.Expected?.Value, p.Predicted?.Value)));
        Assert.Equal(["two", "one"], pairs[0].Questions.Select(q => q.Text));
    }

    [Fact]
    public void A_question_without_an_article_counts_only_where_it_was_answered()
    {
        var pair = Assert.Single(
            Confusion.Of([RunComparisonTests.Asked("refused", null, "a", DecisionKind.HandOver),
                RunComparisonTests.Asked("answered", null, "a")]));

        Assert.Equal("answered", Assert.Single(pair.Questions).Text);
    }
}
