namespace CxBot.Turns.Planning;

/// <summary>One text that a turn tries: messages that are read together.</summary>
internal sealed record Attempt(TurnText Text, IReadOnlyList<HeardMessage> Messages)
{
    /// <summary>Whether the text begins with messages that were answered. It is one thought with them: what they asked is not asked
    /// again.</summary>
    public bool HasAnswered => Text is TurnText.Rest or TurnText.FollowUp;
}
