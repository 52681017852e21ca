using System.Threading.Channels;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>One conversation that somebody listens to: its log is read once for all of its streams, however many there are and however fast
/// it is nudged for.</summary>
public sealed class LiveConversation : IDisposable
{
    /// <summary>A nudge can be lost between nodes: look again after this long.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(20);

    private readonly ConversationId _id;
    private readonly IDbContextFactory<CxBotDbContext> _contexts;
    private readonly CustomerNotices _notices;
    private readonly TimeProvider _time;
    private readonly FeedSubscription _subscription;
    private readonly CancellationTokenSource _ending = new();
    private readonly Bell _joined = new();
    private readonly List<Channel<ConversationNow>> _listeners = [];
    private readonly Lock _change = new();
    private bool _over;

    public LiveConversation(ConversationId id, IDbContextFactory<CxBotDbContext> contexts, Feed feed, CustomerNotices notices,
        TimeProvider time)
    {
        (_id, _contexts, _notices, _time) = (id, contexts, notices, time);
        // Subscribed first, then caught up: what comes in between is nudged for.
        _subscription = feed.Subscribe(id);
    }

    /// <summary>A listener's own place: the newest state alone waits in it, so a slow one holds nobody up. Null where it is over, and
    /// another must be opened.</summary>
    public Channel<ConversationNow>? Join()
    {
        lock (_change)
        {
            if (_over)
                return null;
            var listener = Channel.CreateBounded<ConversationNow>(
                new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            _listeners.Add(listener);
            _joined.Ring();
            return listener;
        }
    }

    /// <returns>Whether that was the last one.</returns>
    public bool Leave(Channel<ConversationNow> listener)
    {
        lock (_change)
        {
            _listeners.Remove(listener);
            if (_listeners.Count > 0 || _over)
                return _over;
            _over = true;
            _ = _ending.CancelAsync();
        }
        return true;
    }

    /// <summary>Reads for everybody until the last one leaves. What goes wrong ends all of them with that failure; that the conversation is
    /// gone, without one.</summary>
    public async Task RunAsync()
    {
        Exception? failure = null;
        try
        {
            ConversationNow? before = null;
            while (await ReadAsync(before, _ending.Token) is { } now)
            {
                before = now;
                lock (_change)
                {
                    foreach (var listener in _listeners)
                        listener.Writer.TryWrite(now);
                }
                await WaitAsync(_ending.Token);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
#pragma warning disable CA1031 // It belongs to those who listen: each of them hears of it.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure = thrown;
        }
        lock (_change)
        {
            _over = true;
            foreach (var listener in _listeners)
                listener.Writer.TryComplete(failure);
        }
        Dispose();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _ending.Dispose();
    }

    private async Task<ConversationNow?> ReadAsync(ConversationNow? before, CancellationToken cancellationToken)
    {
        await using var db = _contexts.CreateDbContext();
        var now = await db.Conversations.Where(c => c.Id == _id)
            .Select(c => new { c.LastSequence, c.AgentSeenSequence, c.OwnerId, c.HandoverId }).SingleOrDefaultAsync(cancellationToken);
        if (now is null)
            return null;
        var (last, from) = (now.LastSequence, before?.Last ?? now.LastSequence);
        IReadOnlyList<Message> said = [];
        // A log that is shorter than before is another one, of a conversation that was deleted and begun again.
        if (from > last)
            from = last;
        if (from < last)
        {
            said = await DirectLineHistory.AfterAsync(db, _id, from, cancellationToken);
            if (said is [.., var newest] && newest.Sequence > last)
                last = newest.Sequence;
            // More than a page: everybody reads it from where they stand.
            if (said.Count == DirectLineHistory.PageSize)
                (from, said) = (last, []);
        }
        // After what was said: a message that tells of a newer state is never followed by an older one.
        var handover = now.HandoverId is null ? null : await _notices.StateAsync(db, _id, cancellationToken);
        return new ConversationNow(last, now.AgentSeenSequence, now.OwnerId, handover, from, said);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(LookAgainAfter, _time, cancellationToken);
        var nudged = _subscription.Nudges.WaitToReadAsync(deadline.Token).AsTask();
        var came = _joined.WaitAsync(deadline.Token);
        await Task.WhenAny(nudged, came);
        await deadline.EndAsync();
        await ((Task)nudged).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await came.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        // Taken before the log is read: what comes from now on is read for once more.
        _subscription.Drain();
    }
}
