using System.Text.Json.Serialization;

namespace CxBot.Conversations;

/// <summary>Why the bot did what it did with one question: what it found, by which way to ask, by which signals, against which thresholds.</summary>
/// <param name="Decision"><c>answer</c>, <c>clarify</c>, <c>handOver</c>, <c>chat</c> or <c>askAgain</c>.</param>
/// <param name="Reason">Of a handover: why, by the name of its reason.</param>
/// <param name="Confidence">0 to 1, that the first candidate is right.</param>
/// <param name="AnswerFrom">The confidence from which it answers.</param>
/// <param name="ClarifyFrom">The confidence from which it asks back.</param>
/// <param name="Candidates">What was found, best first.</param>
public sealed record Explanation(string Decision, string? Reason, double Confidence, double AnswerFrom, double ClarifyFrom, IReadOnlyList<ExplainedCandidate> Candidates)
{
    /// <summary>What the confidence was judged by, by name; null where it is kept elsewhere.</summary>
    public IReadOnlyDictionary<string, double>? Signals { get; init; }
}

/// <summary>An article that was found.</summary>
/// <param name="Score">Its share of the probability among all subjects, 0 to 1.</param>
/// <param name="WayToAsk">The way to ask it that was nearest.</param>
public sealed record ExplainedCandidate(string Id, string Title, double Score, [property: JsonPropertyName("variant")] string WayToAsk);
