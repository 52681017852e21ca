using System.Collections.Concurrent;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>
/// Begins to carry what is due on channels that must be pushed to, in order within a conversation. A slow send holds up neither a turn nor
/// another conversation.
/// </summary>
internal sealed partial class DeliveryLoop(
    IDbContextFactory<CxBotDbContext> contexts, Writer writer, Outbox outbox, OutgoingCarrier carrier, TimeProvider time,
    ILogger<DeliveryLoop> logger)
    : PeriodicWorker(TimeSpan.FromSeconds(1), time, logger, outbox.Bell)
{
    private const int MaxAtOnce = 50;

    private readonly ConcurrentDictionary<ConversationId, Task> _underWay = new();
    private readonly OutboxLeases _leases = new(writer, time);
    private readonly ClockWatch _clock = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // No channel is pushed to, so there is nothing to deliver.
        if (!carrier.HasChannels)
            return;
        await base.ExecuteAsync(stoppingToken);
        await Task.WhenAll(_underWay.Values);
        await _leases.ReleaseAsync();
    }

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (_clock.WentBack())
            await DueAtOnceAsync(cancellationToken);
        await _leases.RenewAsync(_underWay.Keys, cancellationToken);
        await BeginAsync(cancellationToken);
    }

    protected override void RoundFailed(Exception failure)
    {
        if (failure is not StorageException)
            base.RoundFailed(failure);
    }

    /// <summary>Makes everything due after the clock was set back. Otherwise deliveries put off by the old clock would wait for the
    /// difference.</summary>
    private async Task DueAtOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        ClockSetBack(Logger);
        await writer.RunAsync(async (db, token) =>
        {
            await db.Outbox.Where(d => d.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now), token);
            // Messages that a channel has taken wait for its report from now on, and not from a time in the future.
            await db.DeliveryParts.Where(p => p.ClaimedAt > now).ExecuteUpdateAsync(set => set.SetProperty(p => p.ClaimedAt, now), token);
        }, cancellationToken);
    }

    /// <summary>Begins to send what is due. Only the first message of each conversation is sent, so that none overtakes another.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var free = MaxAtOnce - _underWay.Count;
        if (free <= 0)
            return;
        await using var db = contexts.CreateDbContext();
        var now = Time.GetUtcNow();
        var never = now + OutgoingDelivery.MaxWait;
        var due = await _leases.Open(db, now)
            .Where(d => (d.DueAt <= now || d.DueAt > never)
                && !db.Outbox.Any(earlier => earlier.ConversationId == d.ConversationId && earlier.Sequence < d.Sequence))
            .OrderBy(d => d.DueAt).Take(2 * MaxAtOnce).ToListAsync(cancellationToken);
        var chosen = due.Where(d => carrier.Carries(d.Channel) && !_underWay.ContainsKey(d.ConversationId)).Take(free).ToList();
        foreach (var delivery in await _leases.TakeAsync(db.Node, chosen, cancellationToken))
        {
            // The conversation is marked as busy before the send begins, because the send may end before this returns.
            var place = new TaskCompletionSource();
            _underWay[delivery.ConversationId] = place.Task;
            _ = CarryAsync(delivery, place, cancellationToken);
        }
    }

    private async Task CarryAsync(OutgoingDelivery delivery, TaskCompletionSource place, CancellationToken cancellationToken)
    {
        await carrier.CarryAsync(delivery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _underWay.TryRemove(delivery.ConversationId, out _);
        place.SetResult();
        // The conversation's next message is due now, and so is any message that waited for a free slot.
        Wake();
    }

    [LoggerMessage(1, LogLevel.Warning, "The clock was set back; what waited by it is tried now")]
    private static partial void ClockSetBack(ILogger logger);
}
