using CxBot.Knowledge;

namespace CxBot.Answering.Wording;

/// <summary>An answer that is to be given, before anybody put it into words.</summary>
/// <param name="Question">The customer's words, with what came before where they lean on it.</param>
/// <param name="Language">Of the customer, BCP 47.</param>
/// <param name="Best">The article that answers.</param>
/// <param name="AskedAt">When the customer wrote, UTC.</param>
public sealed record WritingRequest(
    ConversationId ConversationId,
    string Question,
    string Language,
    Answer Answer,
    Candidate Best,
    DateTimeOffset AskedAt)
{
    private const int MaxPassages = 3;

    /// <summary>Of the network address that the customer came from; null where the channel has none.</summary>
    public string? AddressHash { get; init; }

    // Behind this part of the best nothing answers beside it.
    private const double MinPartOfBest = 0.25;

    /// <summary>The articles that the answer is written from, the best first.</summary>
    public IReadOnlyList<Article> Passages { get; } =
    [
        Best.Article,
        .. Answer.Candidates
            .Where(c => c.Article.Id != Best.Article.Id && c.Article.Handover is not ArticleHandover.Always)
            .Where(c => c.Score >= MinPartOfBest * Best.Score)
            .Select(c => c.Article)
            .Take(MaxPassages - 1),
    ];

    /// <summary>
    /// Where the article alone may not be what the customer wants to read: it is not quite sure, others fit too, or it is in another
    /// language.
    /// </summary>
    public bool IsHelped(double sureFrom) => IsForeign || (!IsExact && (Answer.Confidence.Probability < sureFrom || Passages.Count > 1));

    /// <summary>The article is written in another language than the customer's.</summary>
    public bool IsForeign => Subjects.Primary(Best.Article.Language) != Subjects.Primary(Language);

    private bool IsExact => Answer.Confidence.Signals.GetValueOrDefault("exact") == 1;
}
