using System.Collections.Concurrent;
using CxBot.Delivery.Nodes;

namespace CxBot.Delivery;

/// <summary>Knows who types in which conversation now, on whichever node. It is kept in memory, because it is true for seconds
/// only.</summary>
/// <param name="others">Where other nodes hear of it; null for one process alone.</param>
public sealed class Typing(Feed feed, TimeProvider time, OtherNodes? others = null)
{
    /// <summary>How long one report of typing counts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(6);

    /// <summary>How long reports of typing are ignored after a customer's message: a channel may deliver one late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(700);

    private readonly ConcurrentDictionary<(ConversationId ConversationId, TypingSide Side), (string? Name, DateTimeOffset Until)> _typing =
        new();

    private int _cleared;

    /// <summary>Somebody has typed, on this node; called at once, on the thread that reports it.</summary>
    public event Action<ConversationId, TypingSide>? Reported;

    /// <summary>Somebody has typed just now.</summary>
    public void Report(ConversationId conversationId, TypingSide side, string name)
    {
        if (!TryBegin(conversationId, side, name))
            return;
        // A customer's name stays here: desks know it.
        others?.Types(conversationId, side, side == TypingSide.Team ? name : "");
        Reported?.Invoke(conversationId, side);
    }

    /// <summary>Another node says who types there.</summary>
    /// <param name="name">Null where it has ended.</param>
    internal void Hear(ConversationId conversationId, TypingSide side, string? name)
    {
        if (name is null)
            End(conversationId, side);
        else
            TryBegin(conversationId, side, name);
    }

    /// <summary>Ends the typing of one side: the message was sent.</summary>
    public void Clear(ConversationId conversationId, TypingSide side)
    {
        // Who was not seen typing is not seen typing elsewhere either.
        if (Current(conversationId, side) is not null)
            others?.Types(conversationId, side, null);
        End(conversationId, side);
    }

    private bool TryBegin(ConversationId conversationId, TypingSide side, string name)
    {
        if (_typing.TryGetValue((conversationId, side), out var sent) && sent.Name is null && sent.Until > time.GetUtcNow())
            return false;
        _typing[(conversationId, side)] = (name, time.GetUtcNow() + Lasts);
        feed.Hear(conversationId);
        return true;
    }

    private void End(ConversationId conversationId, TypingSide side)
    {
        if (side == TypingSide.Team)
        {
            _typing.TryRemove((conversationId, side), out _);
            return;
        }
        _typing[(conversationId, side)] = (null, time.GetUtcNow() + Late);
        if (Interlocked.Increment(ref _cleared) % 1024 == 0)
            ForgetPast();
    }

    /// <summary>The name of who types on this side; null for nobody.</summary>
    public string? Current(ConversationId conversationId, TypingSide side)
    {
        if (!_typing.TryGetValue((conversationId, side), out var entry))
            return null;
        var left = entry.Until - time.GetUtcNow();
        // More time is left than was given only where the clock was set back meanwhile.
        if (left > TimeSpan.Zero && left <= Lasts)
            return entry.Name;
        _typing.TryRemove(new((conversationId, side), entry));
        return null;
    }

    private void ForgetPast()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _typing)
        {
            if (entry.Value.Until <= now)
                _typing.TryRemove(entry);
        }
    }
}

/// <summary>The two sides of a conversation. Each sees the other typing, and the bot belongs to the team.</summary>
public enum TypingSide
{
    Customer,
    Team,
}
