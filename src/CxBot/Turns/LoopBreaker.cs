using CxBot.Conversations;

namespace CxBot.Turns;

/// <summary>Tells when a machine writes back to a machine, so that the two do not answer each other for ever. Pure.</summary>
public static class LoopBreaker
{
    /// <summary>More of the bot's messages within <see cref="Span"/> than any person would wait for.</summary>
    public const int MaxReplies = 20;

    /// <summary>The same words this often in a row are not a person's.</summary>
    public const int MaxRepeats = 5;

    public static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    /// <summary>Whether the recent messages, oldest first, look like two machines.</summary>
    public static bool IsLoop(IReadOnlyList<Message> recent)
    {
        if (recent.Count == 0) return false;
        var since = recent[^1].At - Span;
        if (recent.Count(m => m.Role == MessageRole.Bot && m.At >= since) >= MaxReplies) return true;
        var said = recent.Where(m => m is { Role: MessageRole.Customer, Kind: MessageKind.Text }).TakeLast(MaxRepeats).Select(m => m.Text).ToList();
        return said.Count == MaxRepeats && said.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1;
    }
}
