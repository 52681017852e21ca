using System.Collections.Concurrent;

namespace CxBot.Delivery;

/// <summary>Who types where, now. Kept in memory: it is true for seconds only.</summary>
public sealed class Typing(Feed feed, TimeProvider time)
{
    /// <summary>How long one sign of typing counts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<(string ConversationId, TypingSide Side), (string Name, DateTimeOffset Until)> typing = new();

    /// <summary>Somebody has typed just now.</summary>
    public void Report(string conversationId, TypingSide side, string name)
    {
        typing[(conversationId, side)] = (name, time.GetUtcNow() + Lasts);
        feed.Publish(conversationId, NudgeKind.Presence);
    }

    /// <summary>They have sent it, or stopped.</summary>
    public void Clear(string conversationId, TypingSide side) => typing.TryRemove((conversationId, side), out _);

    /// <summary>Who types on this side, or null for nobody.</summary>
    public string? Current(string conversationId, TypingSide side)
    {
        if (!typing.TryGetValue((conversationId, side), out var entry)) return null;
        if (entry.Until > time.GetUtcNow()) return entry.Name;
        typing.TryRemove(new((conversationId, side), entry));
        return null;
    }
}

/// <summary>The two sides of a conversation that the other can see typing; the bot counts as the team's.</summary>
public enum TypingSide
{
    Customer,
    Team,
}
