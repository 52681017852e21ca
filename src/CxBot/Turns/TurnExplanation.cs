using CxBot.Answering;
using CxBot.Conversations;

namespace CxBot.Turns;

/// <summary>Makes the account of a decision that is stored, evaluated and shown. Pure.</summary>
public static class TurnExplanation
{
    public static Explanation Of(Answer answer, Decision decision) => new(
        Kind(decision),
        decision is Decision.HandOver { Reason: var reason } ? reason : null,
        Round(answer.Confidence.Probability),
        Round(answer.Thresholds.Answer),
        Round(answer.Thresholds.Clarify),
        [.. answer.Candidates.Select(c => new ExplainedCandidate(c.Article.Id, c.Article.Title, Round(c.Score), c.WayToAsk))])
    {
        Signals = answer.Confidence.Signals,
    };

    private static DecisionKind Kind(Decision decision) => decision switch
    {
        Decision.GiveAnswer => DecisionKind.Answer,
        Decision.Clarify => DecisionKind.Clarify,
        Decision.AskAgain => DecisionKind.AskAgain,
        Decision.Chat or Decision.PointBack => DecisionKind.Chat,
        _ => DecisionKind.HandOver,
    };

    private static double Round(double value) => Math.Round(value, 4);
}
