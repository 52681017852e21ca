using CxBot.Conversations;
using CxBot.Language.Text;
using CxBot.Language;

namespace CxBot.Turns.Planning;

/// <summary>What was said and decided before a turn, as far as it bears on the turn.</summary>
internal sealed record TurnBackground
{
    /// <summary>Nothing was before.</summary>
    public static TurnBackground None { get; } = new();

    /// <summary>The messages by which a loop of two machines is told, oldest first.</summary>
    public IReadOnlyList<Message> Recent { get; init; } = [];

    /// <summary>The turn before, where it answered; null otherwise.</summary>
    public Turn? LastAnswered { get; init; }

    /// <summary>The article that was answered last; null where it does not bear on the turn.</summary>
    public ArticleId? AnsweredArticleId { get; init; }

    /// <summary>The messages that the answer of a moment ago answered; see <see cref="TurnText.Rest"/>.</summary>
    public IReadOnlyList<HeardMessage> AnsweredJustNow { get; init; } = [];

    /// <summary>The messages of the last answer, which a follow-up leans on; see <see cref="TurnText.FollowUp"/>.</summary>
    public IReadOnlyList<HeardMessage> AnsweredBefore { get; init; } = [];

    /// <summary>Whether a message came so soon after the answer that the customer had not read it yet.</summary>
    public static bool IsUnread(Turn answered, HeardMessage message) => answered.At >= message.At - Fragments.Unread;

    /// <summary>Whether a message leans on the answer before it.</summary>
    public static bool IsFollowedUp(Turn answered, HeardMessage message) =>
        answered.At >= message.At - FollowUp.Remembered && FollowUp.IsOne(TextNormalizer.Words(message.Text));
}
