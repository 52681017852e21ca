using CxBot.Evaluation.Questions;
using CxBot.Knowledge;

namespace CxBot.Web.Desk.Evaluation.Questions;

/// <summary>
/// The topics of evaluated questions: the <c>tags</c> of the article that was expected, or else found, as the articles are now. Pure.
/// </summary>
public sealed class QuestionTopics(IEnumerable<Article> articles)
{
    /// <summary>Of any topic or none.</summary>
    public const string All = "";

    private readonly Dictionary<ArticleId, IReadOnlyList<string>> _tags =
        articles.ToDictionary(article => article.Id, article => article.Tags, ArticleId.InAnyCase);

    public bool Is(EvaluatedQuestion question, string topic) => topic == All
        || Of(question).Contains(topic, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Every topic that these questions have, with how many are about it and how many of those were served well; the most asked about
    /// first.
    /// </summary>
    public IReadOnlyList<TopicCount> Count(IReadOnlyList<EvaluatedQuestion> questions) =>
    [
        .. questions.SelectMany(question => Of(question).Select(topic => (Topic: topic, question.IsGood)))
            .GroupBy(one => one.Topic, StringComparer.OrdinalIgnoreCase)
            .Select(group => new TopicCount(group.Key, group.Count(), group.Count(one => one.IsGood)))
            .OrderByDescending(topic => topic.Questions).ThenBy(topic => topic.Topic, StringComparer.OrdinalIgnoreCase),
    ];

    private IReadOnlyList<string> Of(EvaluatedQuestion question) =>
        (question.Prediction.Expected ?? question.Prediction.Predicted) is { } article ? _tags.GetValueOrDefault(article, []) : [];
}

/// <summary>How a topic's questions were served.</summary>
public sealed record TopicCount(string Topic, int Questions, int Good);
