using System.Text.Json.Serialization;
using CxBot.Conversations;

namespace CxBot.Evaluation;

/// <summary>One stored question: what was decided then, and what would be now.</summary>
/// <param name="Then">Answer, clarify or hand over.</param>
/// <param name="Now">The same, or chat.</param>
/// <param name="ArticleThen">The article found best then; null for none.</param>
/// <param name="ArticleNow">The article found best now; null for none.</param>
public sealed record Replayed(
    ConversationId ConversationId,
    DateTimeOffset At,
    string Text,
    DecisionKind Then,
    DecisionKind Now,
    ArticleId? ArticleThen,
    ArticleId? ArticleNow)
{
    /// <summary>What would be said now beside what the customer chose when they were asked back; null where they chose nothing.</summary>
    public AgainstChoice? Chosen { get; init; }

    /// <summary>Another decision, or another article said.</summary>
    public bool Changed =>
        Then != Now || (Now == DecisionKind.Answer && !ArticleId.AreSame(ArticleThen, ArticleNow));
}

/// <summary>An answer beside what the customer themselves said that they meant.</summary>
[JsonConverter(typeof(CamelCaseEnum<AgainstChoice>))]
public enum AgainstChoice
{
    /// <summary>What they chose is said, or is among what is asked back.</summary>
    Same,

    /// <summary>Something else is said, or what they turned down.</summary>
    Other,

    /// <summary>Nothing is said.</summary>
    Open,
}

/// <summary>What a change of articles, target or settings would do to past questions.</summary>
/// <param name="Asked">Questions replayed.</param>
/// <param name="Moves">How many went from which decision to which, <c>clarify -> answer</c>, and how many are answered with another
/// article.</param>
/// <param name="Changed">Each question that is decided differently, oldest first.</param>
public sealed record ReplayReport(int Asked, IReadOnlyDictionary<string, int> Moves, IReadOnlyList<Replayed> Changed)
{
    /// <summary>How the questions fare whose meaning the customer told by a choice.</summary>
    public IReadOnlyDictionary<AgainstChoice, int> Chosen { get; init; } = new Dictionary<AgainstChoice, int>();

    public static ReplayReport Of(IReadOnlyList<Replayed> replayed)
    {
        var changed = replayed.Where(r => r.Changed).OrderBy(r => r.At).ToArray();
        var moves = changed
            .GroupBy(r => r.Then == r.Now ? "answer -> other article" : $"{EnumNames.CamelCase(r.Then)} -> {EnumNames.CamelCase(r.Now)}")
            .OrderByDescending(g => g.Count())
            .ToDictionary(g => g.Key, g => g.Count());
        return new ReplayReport(replayed.Count, moves, changed)
        {
            Chosen = replayed.Select(r => r.Chosen).OfType<AgainstChoice>().CountBy(c => c).ToDictionary(),
        };
    }
}
