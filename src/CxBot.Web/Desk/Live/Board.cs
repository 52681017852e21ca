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
    /// <summary>Nudges come in bursts; this long they are gathered.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<BoardSubscription, Func<IEnumerable<string>>> _watched = new();
    private volatile BoardSnapshot _current = BoardSnapshot.Empty;
    private FeedSubscription? _subscription;
    private bool _failed;
    private int _readers;

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
    public IDisposable Watch(Func<IEnumerable<string>> shown)
    {
        BoardSubscription? subscription = null;
        subscription = new BoardSubscription(() => _watched.TryRemove(subscription!, out _));
        _watched[subscription] = shown;
        return subscription;
    }

    /// <summary>Reads now, and tells everyone where it differs.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await BoardQuery.WaitingAsync(db, cancellationToken);
        var owned = await BoardQuery.OwnedAsync(db, cancellationToken);
        var live = waiting.Concat(owned).Select(row => row.Id);
        string[] others = [.. _watched.Values.SelectMany(shown => shown()).Except(live).Order(StringComparer.Ordinal)];
        var read = new BoardSnapshot(waiting, owned)
        {
            Others = await BoardQuery.OfAsync(db, others, cancellationToken),
            Asked = others,
            Mentions = await OpenMention.AllAsync(db, Time.GetUtcNow(), cancellationToken),
        };
        if (read.Equals(_current))
            return;
        _current = read;
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
        await _subscription!.WaitAsync(LookAnyway, Time, cancellationToken);
        await Task.Delay(Gather, Time, cancellationToken);
        _subscription.Drain();
    }

    public override void Dispose()
    {
        _subscription?.Dispose();
        base.Dispose();
    }
}
