using CxBot.Answering;

namespace CxBot.Handover;

/// <summary>Why the bot did what it did with one question: what it found, by which way to ask, by which signals, against which thresholds.</summary>
/// <param name="Decision"><c>answer</c>, <c>clarify</c>, <c>handOver</c>, <c>chat</c> or <c>askAgain</c>.</param>
/// <param name="Reason">Of a handover: why, by the name of its <see cref="HandoverReason"/>.</param>
/// <param name="Confidence">0 to 1, that the first candidate is right.</param>
/// <param name="AnswerFrom">The confidence from which it answers.</param>
/// <param name="ClarifyFrom">The confidence from which it asks back.</param>
/// <param name="Candidates">What was found, best first.</param>
public sealed record Explanation(string Decision, string? Reason, double Confidence, double AnswerFrom, double ClarifyFrom, IReadOnlyList<ExplainedCandidate> Candidates)
{
    /// <summary>What the confidence was judged by, by name; null where it is kept elsewhere.</summary>
    public IReadOnlyDictionary<string, double>? Signals { get; init; }

    public static Explanation Of(Answer answer, Decision decision) => new(
        Name(decision),
        decision is Decision.HandOver { Reason: var reason } ? reason.ToString() : null,
        Round(answer.Confidence.Probability),
        Round(answer.Thresholds.Answer),
        Round(answer.Thresholds.Clarify),
        [.. answer.Candidates.Select(c => new ExplainedCandidate(c.Article.Id, c.Article.Title, Round(c.Score), c.Variant))])
    {
        Signals = answer.Confidence.Signals,
    };

    private static string Name(Decision decision) => decision switch
    {
        Handover.Decision.GiveAnswer => "answer",
        Handover.Decision.Clarify => "clarify",
        Handover.Decision.AskAgain => "askAgain",
        Handover.Decision.Chat or Handover.Decision.PointBack => "chat",
        _ => "handOver",
    };

    private static double Round(double value) => Math.Round(value, 4);
}

/// <summary>An article that was found.</summary>
/// <param name="Score">Its share of the probability among all subjects, 0 to 1.</param>
/// <param name="Variant">The way to ask it that was nearest.</param>
public sealed record ExplainedCandidate(string Id, string Title, double Score, string Variant);
