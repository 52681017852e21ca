using System.Collections.Concurrent;

namespace CxBot.Delivery;

/// <summary>
/// What of an answer is written and checked so far, while the rest is being written. Kept in memory, shown as typing, and never part of the
/// log.
/// </summary>
public sealed class Drafts(Feed feed)
{
    private readonly ConcurrentDictionary<string, string> _drafts = new();

    public void Show(string conversationId, string text)
    {
        _drafts[conversationId] = text;
        feed.Publish(conversationId, NudgeKind.Presence);
    }

    /// <summary>Ends the draft: the answer is stored, or will not come.</summary>
    public void Clear(string conversationId) => _drafts.TryRemove(conversationId, out _);

    public string? Current(string conversationId) => _drafts.GetValueOrDefault(conversationId);
}
