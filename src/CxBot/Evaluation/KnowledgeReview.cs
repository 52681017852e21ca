using CxBot.Knowledge;

namespace CxBot.Evaluation;

/// <summary>All advice on a knowledge: on its articles as they are written, and on what they find.</summary>
public static class KnowledgeReview
{
    /// <summary>What can be said without asking anything.</summary>
    /// <param name="folder">In full.</param>
    public static IReadOnlyList<KnowledgeAdvice> OfArticles(IReadOnlyList<Article> articles, string folder, DateTimeOffset now) =>
        [
            .. KnowledgeCheck.Advise(articles),
            .. ArticleReview.Advise(articles, folder, a => File.GetLastWriteTimeUtc(Path.Combine(folder, a.File)), now),
        ];
}

/// <summary>Reviews the live knowledge beside the traffic, and keeps the last review until the app ends.</summary>
public sealed class KnowledgeReviews(BackgroundJob job, KnowledgeBase knowledge, TimeProvider time)
{
    /// <summary>The last one; null before the first.</summary>
    public ReviewedKnowledge? Last { get; private set; }

    /// <summary>Whether articles have changed since the last review.</summary>
    public bool IsOutdated => Last is { } last && last.Index != knowledge.Current;

    /// <returns>False where another job runs.</returns>
    public bool TryStart(string by) => job.TryStart(JobKind.Review, by, (_, cancellationToken) =>
        {
            var index = knowledge.Current;
            IReadOnlyList<KnowledgeAdvice> advice =
            [
                .. KnowledgeReview.OfArticles(index.Articles, knowledge.Folder, time.GetUtcNow()),
                .. RetrievalReview.Advise(index, cores: 1, cancellationToken),
            ];
            Last = new ReviewedKnowledge(time.GetUtcNow(), index, advice);
            return Task.CompletedTask;
        });
}

/// <summary>A review that was done.</summary>
public sealed record ReviewedKnowledge(DateTimeOffset At, KnowledgeIndex Index, IReadOnlyList<KnowledgeAdvice> Advice);
