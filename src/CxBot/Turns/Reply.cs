using CxBot.Conversations;

namespace CxBot.Turns;

/// <summary>One thing that the bot says.</summary>
public sealed record Reply(
    string Text, MessageContent Content, double? Confidence = null, IReadOnlyDictionary<string, double>? Signals = null)
{
    /// <summary>Why it is said; null where nothing was weighed.</summary>
    public Explanation? Explanation { get; init; }
}
