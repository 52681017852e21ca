using CxBot.Conversations;

namespace CxBot.Evaluation.Questions;

/// <summary>What the bot made of one labelled question.</summary>
/// <param name="Expected">The labelled article; null where none answers.</param>
/// <param name="Predicted">The best article found; null where nothing was.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Decision">Answer, clarify or hand over.</param>
public sealed record Prediction(string Text, ArticleId? Expected, ArticleId? Predicted, double Confidence, DecisionKind Decision)
{
    internal bool IsAnswerable => Expected is not null;

    internal bool IsRight => Expected is not null && ArticleId.AreSame(Expected, Predicted);
}
