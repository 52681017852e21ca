using CxBot.Conversations;

namespace CxBot.Turns.Planning;

/// <summary>Tells when two machines write to each other, so that they do not go on for ever. Pure.</summary>
public static class LoopBreaker
{
    /// <summary>So many replies of the bot within <see cref="Span"/> show a loop: no person writes that fast.</summary>
    public const int MaxReplies = 20;

    /// <summary>The same words so often in a row show a loop: no person repeats them.</summary>
    public const int MaxRepeats = 5;

    public static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    /// <summary>Whether the recent messages, oldest first, look like two machines.</summary>
    public static bool IsLoop(IReadOnlyList<Message> recent)
    {
        if (recent.Count == 0)
            return false;
        var since = recent[^1].At - Span;
        if (recent.Count(m => m.Role == MessageRole.Bot && m.At >= since) >= MaxReplies)
            return true;
        var said = recent.Where(m => m is { Role: MessageRole.Customer, Kind: MessageKind.Text }).TakeLast(MaxRepeats).Select(m => m.Text)
            .ToList();
        return said.Count == MaxRepeats && said.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1;
    }
}
