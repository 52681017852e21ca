using System.Collections.Concurrent;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Web.Desk.Alerts;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Live;

/// <summary>
/// What waits and what agents have, read once for all open desks of this process: a hundred desks ask the database no more often than one.
/// </summary>
/// <remarks>Read at least every 30 seconds, also without a nudge: another process (a command) may have changed something.</remarks>
public sealed class Board(Feed feed, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time, ILogger<Board> logger)
    : PeriodicWorker(LookAnyway, time, logger)
{
    /// <summary>Nudges come in bursts: the first is heeded at once, what follows is gathered this long.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<BoardSubscription, Func<IEnumerable<ConversationId>>> _watched = new();
    private readonly BoardReader _reader = new();
    private readonly SemaphoreSlim _oneReading = new(1);
    private volatile BoardSnapshot _current = BoardSnapshot.Empty;
    private FeedSubscription? _subscription;
    private bool _failed;
    private int _readers;
    private int _botReaders;
    private long _asked;
    private long _answered;
    private TimeSpan _took;

    /// <summary>The newest reading.</summary>
    public BoardSnapshot Current => _current;

    /// <summary>The reading has changed. Raised on no particular thread.</summary>
    public event Action? Changed;

    /// <summary>A desk opens: from here on the board is kept fresh, and it is fresh when this returns.</summary>
    public async Task<IDisposable> OpenAsync(Action changed, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        Changed += changed;
        await ReadAsync(cancellationToken);
        return new BoardSubscription(() =>
        {
            Changed -= changed;
            Interlocked.Decrement(ref _readers);
        });
    }

    /// <summary>
    /// Conversations that somebody looks at are read along, whatever became of them: that a row has left the live lists is news too.
    /// </summary>
    /// <param name="shown">Asked at each reading.</param>
    public IDisposable Watch(Func<IEnumerable<ConversationId>> shown)
    {
        BoardSubscription? subscription = null;
        subscription = new BoardSubscription(() => _watched.TryRemove(subscription!, out _));
        _watched[subscription] = shown;
        return subscription;
    }

    /// <summary>What the bot has is read along for as long as somebody looks at it.</summary>
    public IDisposable WatchBot()
    {
        Interlocked.Increment(ref _botReaders);
        return new BoardSubscription(() => Interlocked.Decrement(ref _botReaders));
    }

    /// <summary>These rows with their words, for who shows them; a row whose conversation has left the board stays as it is.</summary>
    public Task<IReadOnlyList<BoardRow>> WithWordsAsync(IReadOnlyList<BoardRow> rows, CancellationToken cancellationToken) =>
        _reader.WithWordsAsync(contexts.CreateDbContext, rows, cancellationToken);

    /// <summary>Reads now, and tells everyone where it differs.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var began = Time.GetTimestamp();
        var mine = Interlocked.Increment(ref _asked);
        // Of two readings at once the older one must not come last.
        await _oneReading.WaitAsync(cancellationToken);
        try
        {
            // Many desks come back at once: a reading that began after all of them had asked answers all.
            if (_answered >= mine)
                return;
            var answers = Interlocked.Read(ref _asked);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var read = await _reader.ReadAsync(db, _current, [.. _watched.Values.SelectMany(shown => shown())],
                Volatile.Read(ref _botReaders) > 0, Time.GetUtcNow(), cancellationToken);
            _answered = answers;
            if (read.Equals(_current))
                return;
            _current = read;
        }
        finally
        {
            _oneReading.Release();
            _took = Time.GetElapsedTime(began);
        }
        Changed?.Invoke();
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.SubscribeAll();
        return base.StartAsync(cancellationToken);
    }

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _readers) > 0)
            await ReadAsync(cancellationToken);
        _failed = false;
    }

    protected override void RoundFailed(Exception failure)
    {
        _failed = true;
        base.RoundFailed(failure);
    }

    protected override async Task WaitAsync(CancellationToken cancellationToken)
    {
        // A database that does not answer is not asked with every nudge.
        if (_failed)
            await Task.Delay(LookAnyway, Time, cancellationToken);
        // A long queue is read no more than half of the time.
        await Task.Delay(_took > Gather ? _took : Gather, Time, cancellationToken);
        await _subscription!.WaitAsync(LookAnyway, Time, cancellationToken);
        _subscription.Drain();
    }

    public override void Dispose()
    {
        _subscription?.Dispose();
        _oneReading.Dispose();
        base.Dispose();
    }
}
