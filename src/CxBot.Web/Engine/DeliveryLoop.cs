using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>Carries outgoing messages on channels that must be pushed to, in order within a conversation. A slow send never holds up a turn.</summary>
internal sealed partial class DeliveryLoop(
    IDbContextFactory<CxBotDbContext> contexts,
    Writer writer,
    Outbox outbox,
    IEnumerable<IChannelSender> senders,
    CxBotMetrics metrics,
    TimeProvider time,
    ILogger<DeliveryLoop> logger) : BackgroundService
{
    private const int MostAtOnce = 50;
    private const int MostAttempts = 12;

    private readonly Dictionary<string, IChannelSender> senders = senders.ToDictionary(s => s.Channel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // With no channel that is pushed to there is nothing to carry.
        if (senders.Count == 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            while (await CarryAsync(stoppingToken) > 0)
            {
            }
            var woken = outbox.WaitAsync(stoppingToken);
            if (await Task.WhenAny(woken, tick) == tick) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        }
    }

    /// <summary>Sends what is due: of each conversation only its first, so that none overtakes another.</summary>
    private async Task<int> CarryAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        var due = await db.Outbox.AsNoTracking()
            .Where(d => d.DueAt <= now && !db.Outbox.Any(earlier => earlier.ConversationId == d.ConversationId && earlier.Sequence < d.Sequence))
            .OrderBy(d => d.DueAt).Take(MostAtOnce).ToListAsync(cancellationToken);
        await Task.WhenAll(due.Select(delivery => SendAsync(delivery, cancellationToken)));
        return due.Count;
    }

    private async Task SendAsync(OutgoingDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = contexts.CreateDbContext();
            var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == delivery.ConversationId, cancellationToken);
            var message = await db.Messages.AsNoTracking().SingleAsync(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence, cancellationToken);
            await senders[delivery.Channel].SendAsync(conversation, message, cancellationToken);
            await MarkAsync(delivery, DeliveryStatus.Sent, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever the channel says, the message stays and is tried again.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            metrics.DeliveryFailed(delivery.Channel);
            SendFailed(logger, failure, delivery.ConversationId, delivery.Sequence, delivery.Attempts + 1);
            if (delivery.Attempts + 1 >= MostAttempts) await MarkAsync(delivery, DeliveryStatus.Failed, cancellationToken);
            else await PutOffAsync(delivery, failure, cancellationToken);
        }
    }

    private Task MarkAsync(OutgoingDelivery delivery, DeliveryStatus status, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
        {
            await db.Outbox.Where(d => d.ConversationId == delivery.ConversationId && d.Sequence == delivery.Sequence).ExecuteDeleteAsync(token);
            await db.Messages.Where(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, status), token);
        }, cancellationToken);

    private Task PutOffAsync(OutgoingDelivery delivery, Exception failure, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, delivery.Attempts), 300));
        return writer.RunAsync((db, token) => db.Outbox
            .Where(d => d.ConversationId == delivery.ConversationId && d.Sequence == delivery.Sequence)
            .ExecuteUpdateAsync(set => set
                .SetProperty(d => d.Attempts, d => d.Attempts + 1)
                .SetProperty(d => d.DueAt, due)
                .SetProperty(d => d.LastError, failure.GetType().Name), token), cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {Sequence} of conversation {ConversationId} was not sent (attempt {Attempt}); it is tried again")]
    private static partial void SendFailed(ILogger logger, Exception failure, string conversationId, long sequence, int attempt);
}
