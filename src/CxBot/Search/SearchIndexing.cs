using System.Data.Common;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CxBot.Search;

/// <summary>
/// Follows the log beside the traffic: nobody who writes waits for the index, which is a moment behind. Each conversation is compared with
/// its mark, so that neither a stop nor a late commit leaves a gap.
/// </summary>
public sealed partial class SearchIndexing(Feed feed, Writer writer, IDbContextFactory<CxBotDbContext> contexts, Leases leases,
    TimeProvider time, ILogger<SearchIndexing> logger)
    : PeriodicWorker(LookAnyway, time, logger)
{
    /// <summary>A nudge may come from another process, or be lost.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    /// <summary>Nudges come in bursts; this long they are gathered.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);

    /// <summary>Far longer than a transaction lasts and clocks differ.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    /// <summary>Beside what has just been said everything is compared: as often as it costs a hundredth of the time.</summary>
    private const int CompareShare = 100;

    private static readonly TimeSpan MinCompareEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxCompareEvery = TimeSpan.FromMinutes(10);

    /// <summary>So many are one write, of a few milliseconds.</summary>
    private const int AtOnce = 20;

    private const int MaxCompared = 20_000;

    private readonly StandingLease _lease = new(leases, "search", time);
    private readonly Queue<ConversationId> _behind = new();
    private readonly HashSet<ConversationId> _refused = [];
    private FeedSubscription? _subscription;
    private string? _fold;
    private DateTimeOffset _nextComparison;
    private DateTimeOffset _lastRound;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.SubscribeAll();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Brings into the index what is not in it.</summary>
    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!await _lease.IsHeldAsync(cancellationToken))
        {
            _nextComparison = default;
            return;
        }
        // After a pause the recent may lie before what is looked at as recent.
        if (Time.GetUtcNow() >= _nextComparison || Time.GetUtcNow() - _lastRound > Recent / 2)
            await CompareAsync(cancellationToken);
        while (await DueAsync(cancellationToken) is { Count: > 0 } due && await _lease.IsHeldAsync(cancellationToken))
        {
            var began = Time.GetTimestamp();
            await IndexAsync(due, cancellationToken);
            // Who writes comes first: of a long work no more than half the time is ours.
            if (due.Count == AtOnce)
                await Task.Delay(Time.GetElapsedTime(began) / 2, Time, cancellationToken);
        }
        _lastRound = Time.GetUtcNow();
    }

    protected override void RoundFailed(Exception failure)
    {
        _nextComparison = default;
        base.RoundFailed(failure);
    }

    protected override async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _subscription!.WaitAsync(LookAnyway, Time, cancellationToken);
        await Task.Delay(Gather, Time, cancellationToken);
        _subscription.Drain();
    }

    public override void Dispose()
    {
        _subscription?.Dispose();
        base.Dispose();
    }

    /// <summary>Compares every conversation with its mark: what was missed, what was folded otherwise, and at first everything.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var began = Time.GetTimestamp();
        await using var db = contexts.CreateDbContext();
        // A database that was carried over from another kind brings its marks along, and no index.
        _fold ??= (db is SqliteDbContext ? "sqlite:" : "postgres:") + SearchFold.Version;
        var behind = await (
            from c in db.Conversations
            from m in db.SearchMarks.Where(m => m.ConversationId == c.Id).DefaultIfEmpty()
            where m == null || m.Sequence < c.LastSequence || m.Fold != _fold || m.Changes > m.Indexed
            orderby c.LastMessageAt descending
            select c.Id).Take(MaxCompared).ToListAsync(cancellationToken);
        _behind.Clear();
        _refused.Clear();
        foreach (var id in behind)
            _behind.Enqueue(id);
        if (behind.Count > AtOnce)
            CatchingUp(Logger, behind.Count);
        var every = Time.GetElapsedTime(began) * CompareShare;
        _nextComparison = behind.Count == MaxCompared ? default
            : Time.GetUtcNow() + (every < MinCompareEvery ? MinCompareEvery : every > MaxCompareEvery ? MaxCompareEvery : every);
    }

    /// <summary>What is next: what has just been said, then what has changed otherwise, then what is behind.</summary>
    private async Task<IReadOnlyList<ConversationId>> DueAsync(CancellationToken cancellationToken)
    {
        if (_behind.Count == 0 && _nextComparison == default)
            await CompareAsync(cancellationToken);
        await using var db = contexts.CreateDbContext();
        var since = Time.GetUtcNow() - Recent;
        // Every status by name, so that the index over status and time serves.
        var due = await (
            from c in db.Conversations
            from m in db.SearchMarks.Where(m => m.ConversationId == c.Id).DefaultIfEmpty()
            where (c.Status == ConversationStatus.WithBot || c.Status == ConversationStatus.WaitingForAgent
                || c.Status == ConversationStatus.WithAgent || c.Status == ConversationStatus.Resolved)
                && c.LastMessageAt >= since && (m == null || m.Sequence < c.LastSequence)
            select c.Id).Take(AtOnce + _refused.Count).ToListAsync(cancellationToken);
        due.AddRange(await db.SearchMarks.Where(m => m.Changes > m.Indexed).Join(db.Conversations, m => m.ConversationId, c => c.Id,
            (m, _) => m.ConversationId).Take(AtOnce + _refused.Count).ToListAsync(cancellationToken));
        due = [.. due.Distinct().Where(id => !_refused.Contains(id)).Take(AtOnce)];
        while (due.Count < AtOnce && _behind.TryDequeue(out var id))
            if (!due.Contains(id))
                due.Add(id);
        return due;
    }

    /// <summary>One conversation that cannot be indexed keeps no other out.</summary>
    private async Task IndexAsync(IReadOnlyList<ConversationId> ids, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(ids, cancellationToken);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or FormatException or ArgumentException
            && StorageFaults.Find(failure) is null && !cancellationToken.IsCancellationRequested)
        {
            if (ids is [var one])
            {
                _refused.Add(one);
                NotIndexed(Logger, failure, one);
                return;
            }
            foreach (var id in ids)
                await IndexAsync([id], cancellationToken);
        }
    }

    private async Task PutAsync(IReadOnlyList<ConversationId> ids, CancellationToken cancellationToken)
    {
        await writer.RunAsync((db, token) => SearchReader.MarkAsync(db, ids, token), cancellationToken);
        IReadOnlyList<ReadConversation> read;
        await using (var db = contexts.CreateDbContext())
            read = await SearchReader.ReadAsync(db, ids, _fold!, cancellationToken);
        await writer.RunAsync(async (db, token) =>
        {
            foreach (var conversation in read)
                await conversation.PutAsync(db, _fold!, token);
        }, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Information, "The search catches up with {Count} conversations")]
    private static partial void CatchingUp(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "Conversation {ConversationId} cannot be searched; it is tried again with the next comparison")]
    private static partial void NotIndexed(ILogger logger, Exception failure, ConversationId conversationId);
}
