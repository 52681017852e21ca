using System.Text.Json.Serialization;

namespace CxBot.Conversations;

/// <summary>Why the bot did what it did with one question: what it found, by which way to ask, by which signals, against which
/// thresholds.</summary>
/// <param name="Decision">What it did.</param>
/// <param name="Reason">Of a handover: why; null of everything else.</param>
/// <param name="Confidence">0 to 1, that the first candidate is right.</param>
/// <param name="AnswerFrom">The confidence from which it answers.</param>
/// <param name="ClarifyFrom">The confidence from which it asks back.</param>
/// <param name="Candidates">What was found, best first.</param>
public sealed record Explanation(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DecisionKind Decision,
    [property: JsonConverter(typeof(OwnNameEnum<HandoverReason>))] HandoverReason? Reason,
    double Confidence,
    double AnswerFrom,
    double ClarifyFrom,
    IReadOnlyList<ExplainedCandidate> Candidates)
{
    /// <summary>What the confidence was judged by, by name; null where it is kept elsewhere.</summary>
    public IReadOnlyDictionary<string, double>? Signals { get; init; }
}

/// <summary>What the bot did with a question, in one word.</summary>
[JsonConverter(typeof(CamelCaseEnum<DecisionKind>))]
public enum DecisionKind
{
    Answer,

    /// <summary>Asked which of a few was meant.</summary>
    Clarify,

    HandOver,

    /// <summary>Small talk, without an article.</summary>
    Chat,

    /// <summary>Asked to put it in other words.</summary>
    AskAgain,
}

/// <summary>An article that was found.</summary>
/// <param name="Score">Its share of the probability among all subjects, 0 to 1.</param>
/// <param name="WayToAsk">The way to ask it that was nearest.</param>
public sealed record ExplainedCandidate(ArticleId Id, string Title, double Score, [property: JsonPropertyName("variant")] string WayToAsk);
