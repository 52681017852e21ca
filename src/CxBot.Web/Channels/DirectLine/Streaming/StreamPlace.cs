namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>The place of one socket, given up on disposal.</summary>
public sealed class StreamPlace : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action<StreamPlace> _leave;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _change = new();
    private readonly ITimer _clock;
    private bool _gone;

    public StreamPlace(ConversationId conversationId, string address, DateTimeOffset endsAt, TimeProvider time, Action<StreamPlace> leave)
    {
        (ConversationId, Address, EndsAt, _time, _leave) = (conversationId, address, endsAt, time, leave);
        Ended = _ended.Token;
        _clock = time.CreateTimer(_ => Look(), null, Left(), Timeout.InfiniteTimeSpan);
    }

    public ConversationId ConversationId { get; }
    public string Address { get; }

    /// <summary>Until when it may listen: as long as its token works.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Cancelled when the socket has to go; <see cref="Why"/> says why.</summary>
    public CancellationToken Ended { get; }

    public StreamEnd Why { get; private set; }

    public void StayUntil(DateTimeOffset end)
    {
        lock (_change)
        {
            if (_gone)
                return;
            EndsAt = end;
            _clock.Change(Left(), Timeout.InfiniteTimeSpan);
        }
    }

    public void End(StreamEnd why)
    {
        lock (_change)
        {
            if (_gone || Why != StreamEnd.None)
                return;
            Why = why;
            // Elsewhere: whoever waits for it goes on with a goodbye, which nobody here waits for.
            _ = _ended.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_change)
        {
            if (_gone)
                return;
            _gone = true;
        }
        _clock.Dispose();
        _leave(this);
        _ended.Dispose();
    }

    private void Look()
    {
        lock (_change)
        {
            if (_gone)
                return;
            if (EndsAt > _time.GetUtcNow())
            {
                _clock.Change(Left(), Timeout.InfiniteTimeSpan);
                return;
            }
        }
        End(StreamEnd.TokenEnded);
    }

    private TimeSpan Left() => EndsAt - _time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;
}
