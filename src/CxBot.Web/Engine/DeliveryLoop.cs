using System.Collections.Concurrent;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>Carries outgoing messages on channels that must be pushed to, in order within a conversation. A slow send holds up neither a turn nor another conversation.</summary>
internal sealed partial class DeliveryLoop(
    IDbContextFactory<CxBotDbContext> contexts,
    Writer writer,
    Outbox outbox,
    Feed feed,
    IEnumerable<IChannelSender> senders,
    CxBotMetrics metrics,
    TimeProvider time,
    ILogger<DeliveryLoop> logger) : BackgroundService
{
    private const int MaxAtOnce = 50;

    private readonly Dictionary<string, IChannelSender> _senders = senders.ToDictionary(s => s.Channel);
    private readonly ConcurrentDictionary<string, Task> _underWay = new();
    private readonly OutboxLeases _leases = new(writer, time);
    private readonly ClockWatch _clock = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // With no channel that is pushed to there is nothing to carry.
        if (_senders.Count == 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var woken = outbox.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_clock.WentBack()) await DueAtOnceAsync(stoppingToken);
                await _leases.RenewAsync(_underWay.Keys, stoppingToken);
                await BeginAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever fails now is looked at again in a second.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                // What ails the storage is said once, by whoever watches it.
                if (failure is not StorageException) OutboxUnreadable(logger, failure);
            }
            var first = await Task.WhenAny(woken, tick);
            if (first == tick) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            else woken = outbox.WaitAsync(stoppingToken);
        }
        await Task.WhenAll(_underWay.Values);
        await _leases.ReleaseAsync();
    }

    /// <summary>The clock was set back: what was put off by the old one would wait for as long as that.</summary>
    private async Task DueAtOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        ClockSetBack(logger);
        await writer.RunAsync(async (db, token) =>
        {
            await db.Outbox.Where(d => d.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now), token);
            // What was handed over waits for its report from now on, and not from a time to come.
            await db.DeliveryParts.Where(p => p.ClaimedAt > now).ExecuteUpdateAsync(set => set.SetProperty(p => p.ClaimedAt, now), token);
        }, cancellationToken);
    }

    /// <summary>Begins to send what is due: of each conversation only its first, so that none overtakes another.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var free = MaxAtOnce - _underWay.Count;
        if (free <= 0) return;
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        var never = now + OutgoingDelivery.MaxWait;
        var due = await _leases.Open(db, now)
            .Where(d => (d.DueAt <= now || d.DueAt > never) && !db.Outbox.Any(earlier => earlier.ConversationId == d.ConversationId && earlier.Sequence < d.Sequence))
            .OrderBy(d => d.DueAt).Take(2 * MaxAtOnce).ToListAsync(cancellationToken);
        var chosen = due.Where(d => _senders.ContainsKey(d.Channel) && !_underWay.ContainsKey(d.ConversationId)).Take(free).ToList();
        foreach (var delivery in await _leases.TakeAsync(db.Node, chosen, cancellationToken))
        {
            // The place is taken before the work begins: it may be over before this returns.
            var place = new TaskCompletionSource();
            _underWay[delivery.ConversationId] = place.Task;
            _ = CarryAsync(delivery, place, cancellationToken);
        }
    }

    private async Task CarryAsync(OutgoingDelivery delivery, TaskCompletionSource place, CancellationToken cancellationToken)
    {
        await SendAsync(delivery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _underWay.TryRemove(delivery.ConversationId, out _);
        place.SetResult();
        // The next of the conversation, and whoever waited for a free place.
        outbox.Wake();
    }

    private async Task SendAsync(OutgoingDelivery delivery, CancellationToken cancellationToken)
    {
        Message? message = null;
        try
        {
            message = await MessageAsync(delivery, cancellationToken);
            var result = await _senders[delivery.Channel].SendAsync(await ConversationAsync(delivery, cancellationToken), message, delivery.Attempts, cancellationToken);
            switch (result)
            {
                case SendResult.Later later:
                    await AgainAsync(delivery, message, later, null, cancellationToken);
                    break;
                case SendResult.Awaited awaited:
                    await PutOffAsync(delivery, awaited.Reason, awaited.After, delivery.Attempts, cancellationToken);
                    break;
                case SendResult.Refused refused:
                    metrics.DeliveryFailed(delivery.Channel);
                    MessageRefused(logger, delivery.ConversationId, delivery.Sequence, refused.Code, refused.Title);
                    await MarkAsync(delivery, DeliveryStatus.Failed, refused.Code, refused.Title, cancellationToken);
                    break;
                default:
                    await MarkAsync(delivery, result is SendResult.Unknown ? DeliveryStatus.Unconfirmed : DeliveryStatus.Sent, null, null, cancellationToken);
                    break;
            }
        }
#pragma warning disable CA1031 // Whatever the channel says, the message stays and is tried again.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var later = new SendResult.Later(TimeSpan.FromSeconds(Math.Min(Math.Pow(2, delivery.Attempts), 300)), failure.GetType().Name, Counts: true);
            await AgainAsync(delivery, message, later, failure, cancellationToken);
        }
    }

    private async Task<Conversation> ConversationAsync(OutgoingDelivery delivery, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == delivery.ConversationId, cancellationToken);
    }

    private async Task<Message> MessageAsync(OutgoingDelivery delivery, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Messages.AsNoTracking().SingleAsync(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence, cancellationToken);
    }

    /// <summary>Puts it off, or gives it up and says the last that the channel said of it.</summary>
    private async Task AgainAsync(OutgoingDelivery delivery, Message? message, SendResult.Later later, Exception? failure, CancellationToken cancellationToken)
    {
        var attempts = delivery.Attempts + (later.Counts ? 1 : 0);
        if (later.Counts)
        {
            metrics.DeliveryFailed(delivery.Channel);
            SendFailed(logger, failure, delivery.ConversationId, delivery.Sequence, attempts, later.Reason);
        }
        var because = later.Because ?? (message?.FailureCode is { } said ? new SendResult.Refused(said, message.FailureTitle ?? "") : null);
        if (DeliveryPatience.IsOver(message?.At ?? time.GetUtcNow(), attempts, time.GetUtcNow()))
        {
            GivenUp(logger, delivery.ConversationId, delivery.Sequence, attempts, later.Reason);
            await MarkAsync(delivery, DeliveryStatus.Failed, because?.Code, because?.Title ?? later.Reason, cancellationToken);
            return;
        }
        await PutOffAsync(delivery, later.Reason, later.After, attempts, cancellationToken);
        if (because is not null && because.Code != message?.FailureCode) await WaitsBecauseAsync(delivery, because, cancellationToken);
    }

    /// <summary>Lets the desk say why it waits.</summary>
    private async Task WaitsBecauseAsync(OutgoingDelivery delivery, SendResult.Refused because, CancellationToken cancellationToken)
    {
        await writer.RunAsync((db, token) => db.Messages.Where(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence && m.Delivery == DeliveryStatus.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.FailureCode, because.Code).SetProperty(m => m.FailureTitle, because.Title), token), cancellationToken);
        feed.Publish(delivery.ConversationId);
    }

    private async Task MarkAsync(OutgoingDelivery delivery, DeliveryStatus status, int? code, string? title, CancellationToken cancellationToken)
    {
        await writer.RunAsync(async (db, token) =>
        {
            await db.Outbox.Where(d => d.ConversationId == delivery.ConversationId && d.Sequence == delivery.Sequence).ExecuteDeleteAsync(token);
            await db.Messages.Where(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, status).SetProperty(m => m.FailureCode, code).SetProperty(m => m.FailureTitle, title), token);
            // What the channel has reported meanwhile counts for more.
            if (status != DeliveryStatus.Failed) await DeliveryReports.SettleAsync(db, delivery.ConversationId, delivery.Sequence, token);
        }, cancellationToken);
        feed.Publish(delivery.ConversationId);
    }

    private Task PutOffAsync(OutgoingDelivery delivery, string reason, TimeSpan after, int attempts, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + (after < OutgoingDelivery.MaxWait ? after : OutgoingDelivery.MaxWait);
        return writer.RunAsync((db, token) => db.Outbox
            .Where(d => d.ConversationId == delivery.ConversationId && d.Sequence == delivery.Sequence)
            .ExecuteUpdateAsync(set => set
                .SetProperty(d => d.Attempts, attempts)
                .SetProperty(d => d.DueAt, due)
                .SetProperty(d => d.LeasedUntil, d => d.LeasedBy == null ? null : due + Leases.Lasts)
                .SetProperty(d => d.LastError, reason), token), cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Sequence} of conversation {ConversationId} was not sent (attempt {Attempt}, {Reason}); it is tried again")]
    private static partial void SendFailed(ILogger logger, Exception? failure, string conversationId, long sequence, int attempt, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Message {Sequence} of conversation {ConversationId} cannot be delivered: {Code} {Title}")]
    private static partial void MessageRefused(ILogger logger, string conversationId, long sequence, int? code, string title);

    [LoggerMessage(4, LogLevel.Warning, "Message {Sequence} of conversation {ConversationId} is given up after {Attempts} failed attempts ({Reason})")]
    private static partial void GivenUp(ILogger logger, string conversationId, long sequence, int attempts, string reason);

    [LoggerMessage(5, LogLevel.Warning, "The clock was set back; what waited by it is tried now")]
    private static partial void ClockSetBack(ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "The outbox cannot be read; it is looked at again in a second")]
    private static partial void OutboxUnreadable(ILogger logger, Exception failure);
}
