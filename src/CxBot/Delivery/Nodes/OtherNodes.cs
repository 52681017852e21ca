using CxBot.Hosting;
using CxBot.Storage.Nodes;
using Microsoft.Extensions.Options;

namespace CxBot.Delivery.Nodes;

/// <summary>What the other nodes are still to be told. Whatever is said of one conversation until it is taken is said once.</summary>
/// <remarks>Kept in memory: what a node that dies has not told is made good by <see cref="MissedNudges"/>.</remarks>
public sealed class OtherNodes(IOptions<NodesOptions> nodes)
{
    private readonly Lock _change = new();
    private readonly HashSet<ConversationId> _ids = [];
    private readonly Dictionary<(ConversationId Id, TypingSide Side), string?> _typing = [];
    private readonly HashSet<ConversationId> _erased = [];
    private bool _all;
    private bool _desks;

    /// <summary>There may be some; otherwise nothing is kept for them.</summary>
    public bool AreThere { get; } = nodes.Value.AreSeveral;

    /// <summary>Rings where there is something to tell.</summary>
    internal Bell Bell { get; } = new();

    /// <summary>Another node has erased conversations: nothing of them may be remembered here.</summary>
    public event Action<IReadOnlyCollection<ConversationId>>? Erased;

    /// <summary>There is something new in a conversation.</summary>
    public void Nudge(ConversationId conversationId) => Add(() => _ids.Add(conversationId));

    /// <summary>There may be something new in every conversation.</summary>
    public void NudgeAll() => Add(() => _all = true);

    /// <summary>What desks show beside conversations has changed.</summary>
    public void NudgeDesks() => Add(() => _desks = true);

    /// <summary>Somebody types.</summary>
    /// <param name="name">Null where it has ended.</param>
    public void Types(ConversationId conversationId, TypingSide side, string? name) => Add(() => _typing[(conversationId, side)] = name);

    /// <summary>Conversations were erased.</summary>
    public void Forget(IReadOnlyCollection<ConversationId> conversationIds) => Add(() => _erased.UnionWith(conversationIds));

    /// <summary>Takes what is to be told; null where there is nothing.</summary>
    internal NodeNews? Take(string from)
    {
        lock (_change)
        {
            if (!_all && !_desks && _ids.Count + _typing.Count + _erased.Count == 0)
                return null;
            var news = new NodeNews(from, [.. _ids], _all, _desks,
                [.. _typing.Select(one => new TypingNews(one.Key.Id, one.Key.Side, one.Value))], [.. _erased]);
            _ids.Clear();
            _typing.Clear();
            _erased.Clear();
            (_all, _desks) = (false, false);
            return news;
        }
    }

    /// <summary>It could not be told. Who types is old news by the next time.</summary>
    internal void PutBack(NodeNews news) => Add(() =>
    {
        _ids.UnionWith(news.Ids);
        _erased.UnionWith(news.Erased);
        (_all, _desks) = (_all || news.All, _desks || news.Desks);
    });

    internal void Hear(IReadOnlyCollection<ConversationId> erased) => Erased?.Invoke(erased);

    private void Add(Action change)
    {
        if (!AreThere)
            return;
        lock (_change)
            change();
        Bell.Ring();
    }
}
