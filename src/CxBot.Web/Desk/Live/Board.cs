using System.Collections.Concurrent;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Live;

/// <summary>What waits and what agents have, read once for all open desks of this process: a hundred desks ask the database no more often than one.</summary>
public sealed partial class Board(Feed feed, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time, ILogger<Board> logger) : BackgroundService
{
    /// <summary>Nudges come in bursts; this long they are gathered.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(150);

    /// <summary>Read this often even without a nudge: another process (a command) may have changed something.</summary>
    private static readonly TimeSpan Anyway = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Place, Func<IEnumerable<string>>> _watched = new();
    private volatile Standing _current = Standing.Empty;
    private int _readers;

    /// <summary>The newest reading.</summary>
    public Standing Current => _current;

    /// <summary>The reading has changed. Raised on no particular thread.</summary>
    public event Action? Changed;

    /// <summary>A desk opens: from here on the board is kept fresh, and it is fresh when this returns.</summary>
    public async Task<IDisposable> OpenAsync(Action changed, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        Changed += changed;
        await ReadAsync(cancellationToken);
        return new Place(() =>
        {
            Changed -= changed;
            Interlocked.Decrement(ref _readers);
        });
    }

    /// <summary>Conversations that somebody looks at are read along, whatever became of them: that a row has left the live lists is news too.</summary>
    /// <param name="shown">Asked at each reading.</param>
    public IDisposable Watch(Func<IEnumerable<string>> shown)
    {
        Place? place = null;
        place = new Place(() => _watched.TryRemove(place!, out _));
        _watched[place] = shown;
        return place;
    }

    /// <summary>Reads now, and tells everyone where it differs.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await BoardQuery.WaitingAsync(db, cancellationToken);
        var owned = await BoardQuery.OwnedAsync(db, cancellationToken);
        string[] others = [.. _watched.Values.SelectMany(shown => shown()).Except(waiting.Concat(owned).Select(row => row.Id)).Order(StringComparer.Ordinal)];
        var read = new Standing(waiting, owned) { Others = await BoardQuery.OfAsync(db, others, cancellationToken), Asked = others };
        if (read.Equals(_current)) return;
        _current = read;
        Changed?.Invoke();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.SubscribeAll();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HearAsync(subscription, stoppingToken);
                await Task.Delay(Gather, time, stoppingToken);
                while (subscription.Nudges.TryRead(out _)) { }
                if (Volatile.Read(ref _readers) > 0) await ReadAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever fails now, the next nudge tries again; a desk must not go stale because the database was busy once.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                ReadingFailed(logger, failure);
                await Task.Delay(Anyway, time, stoppingToken);
            }
        }
    }

    private async Task HearAsync(FeedSubscription subscription, CancellationToken stoppingToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var timer = time.CreateTimer(_ => enough.Cancel(), null, Anyway, Timeout.InfiniteTimeSpan);
        try
        {
            await subscription.Nudges.WaitToReadAsync(enough.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Nobody said anything: look anyway.
        }
    }

    private sealed class Place(Action leave) : IDisposable
    {
        private Action? _leave = leave;
        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }

    [LoggerMessage(1, LogLevel.Warning, "The desk's lists could not be read; trying again")]
    private static partial void ReadingFailed(ILogger logger, Exception failure);
}

/// <summary>One reading of the board.</summary>
/// <param name="Waiting">In the order to take them.</param>
/// <param name="Owned">Of all agents.</param>
public sealed record Standing(IReadOnlyList<BoardRow> Waiting, IReadOnlyList<BoardRow> Owned)
{
    public static readonly Standing Empty = new([], []);

    /// <summary>What else is watched, and still there.</summary>
    public IReadOnlyList<BoardRow> Others { get; init; } = [];

    /// <summary>The ids of what else is watched, there or not.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>These rows as they are now, where they stand; without those whose conversation is gone.</summary>
    public IReadOnlyList<BoardRow> Renew(IReadOnlyList<BoardRow> rows)
    {
        var known = Waiting.Concat(Owned).Concat(Others).ToDictionary(row => row.Id);
        return [.. rows.Where(row => known.ContainsKey(row.Id) || !Asked.Contains(row.Id)).Select(row => known.GetValueOrDefault(row.Id, row))];
    }

    public IReadOnlyList<BoardRow> Of(string agentId) => [.. Owned.Where(row => row.OwnerId == agentId)];

    public bool Equals(Standing? other) => other is not null && Waiting.SequenceEqual(other.Waiting) && Owned.SequenceEqual(other.Owned) && Others.SequenceEqual(other.Others) && Asked.SequenceEqual(other.Asked);

    public override int GetHashCode() => HashCode.Combine(Waiting.Count, Owned.Count);
}
