using CxBot.Answering;
using CxBot.Answering.Wording;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;

namespace CxBot.Turns.Planning;

/// <summary>What the bot would do with one text, and what that rests on.</summary>
/// <param name="Said">The messages that the decision is about.</param>
/// <param name="Utterance">The text, as it was read.</param>
/// <param name="Answer">What was found; null where nothing was searched, or the search failed.</param>
/// <param name="Decision">What the policy made of it.</param>
internal sealed record TurnDecision(IReadOnlyList<HeardMessage> Said, Utterance Utterance, Answer? Answer, Decision Decision)
{
    /// <summary>The key of our words for a message without words, such as a photo; null for every other message.</summary>
    public string? Unread { get; init; }

    /// <summary>What the model wrote; null where it was not asked.</summary>
    public Writing? Written { get; init; }

    /// <summary>What was found for each of several questions, in the order in which it is said; empty where one was asked.</summary>
    public IReadOnlyList<Answer> Parts { get; init; } = [];

    /// <summary>The questions that are offered to a customer who asks nothing yet.</summary>
    public IReadOnlyList<Choice> Starters { get; init; } = [];

    /// <summary>Whether more messages, or another text, may lead to a better decision.</summary>
    public bool IsDoubt => Decision.IsDoubt;

    /// <summary>The probability, 0 to 1, that the best article is right.</summary>
    public double Probability => Answer?.Confidence.Probability ?? 0;

    /// <summary>The best article, whatever is done with it.</summary>
    public Candidate? Best => Decision switch
    {
        Decision.GiveAnswer given => given.Candidate,
        Decision.HandOver { Say: { } say } => say,
        _ => Answer?.Candidates.FirstOrDefault(),
    };

    /// <summary>Whether it gives the answer of this article and nothing else.</summary>
    public bool Answers(ArticleId? articleId) => Decision is Decision.GiveAnswer { Further.Count: 0, Open.Count: 0 } given
        && given.Candidate.Article.Id == articleId;
}
