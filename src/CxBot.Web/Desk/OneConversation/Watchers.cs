using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CxBot.Web.Desk.OneConversation;

/// <summary>Who has which conversation on their screen now: nobody looks on unseen. Kept in memory, like who types.</summary>
public sealed class Watchers
{
    private readonly ConcurrentDictionary<ConversationId, ImmutableList<Watcher>> _looking = new();

    /// <summary>Somebody began or ended to look at this conversation. Raised on no particular thread.</summary>
    public event Action<ConversationId>? Changed;

    /// <summary>An agent looks, until this is disposed.</summary>
    public IDisposable Look(ConversationId conversationId, string agentId, string name)
    {
        var watcher = new Watcher(this, conversationId, agentId, name);
        _looking.AddOrUpdate(conversationId, _ => [watcher], (_, all) => all.Add(watcher));
        Changed?.Invoke(conversationId);
        return watcher;
    }

    /// <summary>The names of everyone else who looks, each once, by name.</summary>
    public IReadOnlyList<string> Others(ConversationId conversationId, string agentId) =>
        !_looking.TryGetValue(conversationId, out var all) ? [] : [.. all.Where(one => one.AgentId != agentId)
            .DistinctBy(one => one.AgentId).Select(one => one.Name).Order(StringComparer.CurrentCultureIgnoreCase)];

    private void Leave(Watcher watcher)
    {
        var left = _looking.AddOrUpdate(watcher.ConversationId, _ => [], (_, all) => all.Remove(watcher));
        if (left.IsEmpty)
            _looking.TryRemove(new(watcher.ConversationId, left));
        Changed?.Invoke(watcher.ConversationId);
    }

    private sealed class Watcher(Watchers all, ConversationId conversationId, string agentId, string name) : IDisposable
    {
        private int _left;

        public ConversationId ConversationId => conversationId;
        public string AgentId => agentId;
        public string Name => name;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                all.Leave(this);
        }
    }
}
