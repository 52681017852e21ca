namespace CxBot.Turns.Planning;

/// <summary>One text that a turn tries: messages that are read together.</summary>
internal sealed record Attempt(TurnText Text, IReadOnlyList<HeardMessage> Messages);
