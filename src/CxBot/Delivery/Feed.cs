using System.Collections.Concurrent;
using System.Threading.Channels;
using CxBot.Delivery.Nodes;
using CxBot.Hosting;

namespace CxBot.Delivery;

/// <summary>Says that something happened: look again. It carries no content; its listener reads the log from the sequence it has
/// reached.</summary>
public readonly record struct Nudge;

/// <summary>Tells sockets and desks that there is something new: those of this process at once, those of other nodes a moment
/// later.</summary>
/// <remarks>
/// Each subscriber has a channel that holds one nudge and drops the oldest: a nudge means "look again", so one is enough. Subscribe first,
/// then catch up.
/// </remarks>
/// <param name="others">Where other nodes hear of it; null for one process alone.</param>
public sealed class Feed(OtherNodes? others = null)
{
    private readonly ConcurrentDictionary<ConversationId, ImmutableSet> _byConversation = new();
    private volatile ImmutableSet _everything = ImmutableSet.Empty;
    private readonly Lock _change = new();

    /// <summary>Subscribes to one conversation.</summary>
    public FeedSubscription Subscribe(ConversationId conversationId)
    {
        var channel = NewChannel();
        _byConversation.AddOrUpdate(conversationId, _ => ImmutableSet.Empty.Add(channel), (_, set) => set.Add(channel));
        return new FeedSubscription(channel.Reader, () =>
        {
            var left = _byConversation.AddOrUpdate(conversationId, _ => ImmutableSet.Empty, (_, set) => set.Remove(channel));
            if (left.IsEmpty)
                _byConversation.TryRemove(new(conversationId, left));
        });
    }

    /// <summary>Subscribes to every conversation, for desks. The id of a conversation may get lost, but not the news that there was
    /// one.</summary>
    public FeedSubscription SubscribeAll()
    {
        var channel = NewChannel();
        lock (_change)
            _everything = _everything.Add(channel);
        return new FeedSubscription(channel.Reader, () =>
        {
            lock (_change)
                _everything = _everything.Remove(channel);
        });
    }

    /// <summary>The conversations that somebody in this process looks at.</summary>
    public IReadOnlyCollection<ConversationId> Watched => [.. _byConversation.Keys];

    /// <summary>Tells the subscribers of a conversation. It never blocks and never fails.</summary>
    public void Publish(ConversationId conversationId)
    {
        Hear(conversationId);
        others?.Nudge(conversationId);
    }

    /// <summary>Tells the desks alone: what they show beside conversations has changed.</summary>
    public void PublishToDesks()
    {
        HearDesks();
        others?.NudgeDesks();
    }

    /// <summary>Tells the subscribers of every conversation, for example when the queue has moved.</summary>
    public void PublishToAll()
    {
        HearAll();
        others?.NudgeAll();
    }

    /// <summary>The same as <see cref="Publish"/> in this process alone: for what another node has said, or what is known here
    /// only.</summary>
    public void Hear(ConversationId conversationId)
    {
        if (_byConversation.TryGetValue(conversationId, out var listeners))
            listeners.Send();
        HearDesks();
    }

    /// <inheritdoc cref="Hear"/>
    public void HearDesks() => _everything.Send();

    /// <inheritdoc cref="Hear"/>
    public void HearAll()
    {
        foreach (var conversationId in _byConversation.Keys)
            Hear(conversationId);
        HearDesks();
    }

    private static Channel<Nudge> NewChannel() =>
        Channel.CreateBounded<Nudge>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private sealed class ImmutableSet(Channel<Nudge>[] channels)
    {
        public static readonly ImmutableSet Empty = new([]);
        public bool IsEmpty => channels.Length == 0;
        public ImmutableSet Add(Channel<Nudge> channel) => new([.. channels, channel]);
        public ImmutableSet Remove(Channel<Nudge> channel) => new([.. channels.Where(c => c != channel)]);
        public void Send()
        {
            foreach (var channel in channels)
                channel.Writer.TryWrite(default);
        }
    }
}

/// <summary>A subscription to the feed. Disposing it ends it.</summary>
public sealed class FeedSubscription(ChannelReader<Nudge> nudges, Action leave) : IDisposable
{
    public ChannelReader<Nudge> Nudges => nudges;

    /// <summary>
    /// Waits for a nudge, which stays to be read, but no longer than <paramref name="patience"/>: a nudge may be lost between nodes.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(patience, time, cancellationToken);
        try
        {
            return await nudges.WaitToReadAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes the nudges that have come: before the log is read, so that what comes from now on is read for once more.</summary>
    public void Drain()
    {
        while (nudges.TryRead(out _))
        {
        }
    }

    public void Dispose() => leave();
}
