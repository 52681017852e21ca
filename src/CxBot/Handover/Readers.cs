using System.Collections.Concurrent;

namespace CxBot.Handover;

/// <summary>Which agent has a conversation before their eyes, since when and how far: what a customer may be told of it. It is kept in
/// memory: who has taken their eyes off for a restart is said to have read less than they have, and never more.</summary>
public sealed class Readers(TimeProvider time)
{
    /// <summary>Nobody has read what they opened less long ago.</summary>
    public static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(3);

    /// <summary>A look from longer ago says nothing any more.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<(ConversationId ConversationId, string AgentId), (DateTimeOffset Since, long Sequence)> _looks =
        new();
    private int _looked;

    /// <summary>The agent sees the conversation as far as this message of the customer.</summary>
    public void Looked(ConversationId conversationId, string agentId, long lastCustomerSequence)
    {
        var now = time.GetUtcNow();
        _looks.AddOrUpdate((conversationId, agentId), _ => (now, lastCustomerSequence),
            (_, before) => (before.Since, Math.Max(before.Sequence, lastCustomerSequence)));
        if (Interlocked.Increment(ref _looked) % 1024 == 0)
            ForgetPast(now);
    }

    /// <summary>Whether the agent has really seen everything that the customer said, for long enough to have read it.</summary>
    public bool HasRead(ConversationId conversationId, string agentId, long lastCustomerSequence) =>
        _looks.TryGetValue((conversationId, agentId), out var look) && look.Sequence >= lastCustomerSequence
        && time.GetUtcNow() - look.Since is var seen && seen >= ReadingTime && seen < Lasts;

    private void ForgetPast(DateTimeOffset now)
    {
        foreach (var look in _looks)
        {
            if (now - look.Value.Since >= Lasts)
                _looks.TryRemove(look);
        }
    }
}
