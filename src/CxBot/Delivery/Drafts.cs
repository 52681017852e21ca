using System.Collections.Concurrent;

namespace CxBot.Delivery;

/// <summary>
/// What of an answer is written and checked so far, while the rest is being written. Kept in memory, shown as typing, and never part of the
/// log.
/// </summary>
public sealed class Drafts(Feed feed)
{
    private readonly ConcurrentDictionary<ConversationId, string> _drafts = new();

    public void Show(ConversationId conversationId, string text)
    {
        _drafts[conversationId] = text;
        // Known to this node alone: elsewhere the customer sees typing.
        feed.Hear(conversationId);
    }

    /// <summary>Ends the draft: the answer is stored, or will not come.</summary>
    public void Clear(ConversationId conversationId) => _drafts.TryRemove(conversationId, out _);

    public string? Current(ConversationId conversationId) => _drafts.GetValueOrDefault(conversationId);
}
