using System.Threading.Channels;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>The conversations that somebody listens to, each read once for all who do.</summary>
public sealed class LiveConversations(IDbContextFactory<CxBotDbContext> contexts, Feed feed, CustomerNotices notices, TimeProvider time)
{
    private readonly Lock _change = new();
    private readonly Dictionary<ConversationId, LiveConversation> _open = [];

    /// <summary>Begins to listen; ends on disposal.</summary>
    public LiveListener Join(ConversationId conversationId)
    {
        lock (_change)
        {
            if (_open.TryGetValue(conversationId, out var live) && live.Join() is { } place)
                return new LiveListener(place.Reader, () => Leave(conversationId, live, place));
            var begun = _open[conversationId] = new LiveConversation(conversationId, contexts, feed, notices, time);
            var first = begun.Join()!;
            _ = Task.Run(begun.RunAsync, CancellationToken.None);
            return new LiveListener(first.Reader, () => Leave(conversationId, begun, first));
        }
    }

    private void Leave(ConversationId conversationId, LiveConversation live, Channel<ConversationNow> place)
    {
        lock (_change)
        {
            if (live.Leave(place) && _open.GetValueOrDefault(conversationId) == live)
                _open.Remove(conversationId);
        }
    }
}
