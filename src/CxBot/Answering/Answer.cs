using CxBot.Answering.Calibration;
using CxBot.Answering.Parts;
using CxBot.Knowledge;

namespace CxBot.Answering;

/// <summary>An article that may answer a question.</summary>
/// <param name="Score">Its share of the probability among all subjects, 0 to 1; not yet the confidence that it is right.</param>
/// <param name="WayToAsk">The way to ask it that was nearest.</param>
public sealed record Candidate(Article Article, double Score, string WayToAsk)
{
    /// <summary>The words that it answers; null for the whole message.</summary>
    public string? Asked { get; init; }

    /// <summary>The part of the article that answers; null where that is not looked for, or not sure.</summary>
    public ArticlePart? Part { get; init; }

    /// <summary>Of an article that always goes to a person: whether the question has a word of its own, such as "hacked".
    /// True of every other.</summary>
    public bool IsNamed { get; init; } = true;
}

/// <summary>What the bot would say, and how sure it is.</summary>
/// <param name="Candidates">Best first, at most five, each of another subject; empty where the question says nothing.</param>
/// <param name="Confidence">That the first candidate is right.</param>
/// <param name="Language">Of the customer, as far as it is known; BCP 47.</param>
/// <param name="Thresholds">From which confidence it may be said, or asked back.</param>
public sealed record Answer(IReadOnlyList<Candidate> Candidates, Confidence Confidence, string Language, AnswerThresholds Thresholds)
{
    /// <summary>Whether the question only names a topic that the knowledge has, in one word.</summary>
    public bool IsTopic { get; init; }
}
