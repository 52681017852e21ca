using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using CxBot.Knowledge;
using CxBot.Web.Desk.Evaluation.Questions;

namespace CxBot.Tests.Desk.Evaluation;

public sealed class QuestionTopicsTests
{
    private static readonly QuestionTopics Topics = new(
        [Article("refund", "pembayaran", "retur"), Article("lacak", "pengiriman"), Article("halo")]);

    private static readonly EvaluatedQuestion[] Questions =
    [
        Question("refund", "refund"), Question("refund", "lacak"), Question(null, "lacak"), Question("halo", "halo"),
        Question("gone", null), Question(null, null),
    ];

    [Fact]
    public void A_question_is_about_the_topics_of_the_article_that_was_expected_or_else_found()
    {
        Assert.Equal([Questions[0], Questions[1]], Questions.Where(q => Topics.Is(q, "Retur")));
        Assert.Equal([Questions[2]], Questions.Where(q => Topics.Is(q, "pengiriman")));
        Assert.All(Questions, q => Assert.True(Topics.Is(q, QuestionTopics.All)));
    }

    [Fact]
    public void Topics_are_counted_the_most_asked_about_first() =>
        Assert.Equal([new("pembayaran", 2, 1), new("retur", 2, 1), new("pengiriman", 1, 1)], Topics.Count(Questions));

    private static Article Article(string id, params string[] tags) =>
        new(new(id), id, "id", [id], tags, ArticleHandover.Never, null, "Isi.", $"{id}.md");

    private static EvaluatedQuestion Question(string? expected, string? predicted) => new(
        new Prediction("apa?", ArticleId.OrNull(expected), ArticleId.OrNull(predicted), 0.5,
            expected is null ? DecisionKind.Clarify : DecisionKind.Answer),
        new Explanation(DecisionKind.Answer, null, 0.5, 0.9, 0.4, []));
}
