using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Handover.Refused;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>Carries one message to the channel that sends it, and stores what became of it: sent, put off, refused or given up.</summary>
internal sealed partial class OutgoingCarrier(
    IDbContextFactory<CxBotDbContext> contexts,
    Writer writer,
    Feed feed,
    IEnumerable<IChannelSender> senders,
    CxBotMetrics metrics,
    TimeProvider time,
    ILogger<OutgoingCarrier> logger)
{
    private static readonly Backoff Backoff = new(TimeSpan.FromMinutes(5));

    private readonly Dictionary<string, IChannelSender> _senders = senders.ToDictionary(sender => sender.Channel);

    public bool HasChannels => _senders.Count > 0;

    public bool Carries(string channel) => _senders.ContainsKey(channel);

    /// <summary>Sends it, and never fails for the channel's sake: what it says then is stored as the reason for the wait.</summary>
    public async Task CarryAsync(OutgoingDelivery delivery, CancellationToken cancellationToken)
    {
        Message? message = null;
        try
        {
            message = await MessageAsync(delivery, cancellationToken);
            var conversation = await ConversationAsync(delivery, cancellationToken);
            var result = await _senders[delivery.Channel].SendAsync(conversation, message, delivery.Attempts, cancellationToken);
            await KeepAsync(delivery, message, result, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever the channel says, the message stays and is tried again.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var later = new SendResult.Later(Backoff.After(delivery.Attempts), failure.GetType().Name, Counts: true);
            await AgainAsync(delivery, message, later, failure, cancellationToken);
        }
    }

    private async Task KeepAsync(OutgoingDelivery delivery, Message message, SendResult result, CancellationToken cancellationToken)
    {
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
                await MarkAsync(delivery, result is SendResult.Unknown
                    ? DeliveryStatus.Unconfirmed
                    : DeliveryStatus.Sent, null, null, cancellationToken);
                break;
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
        return await db.Messages.AsNoTracking()
            .SingleAsync(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence, cancellationToken);
    }

    /// <summary>Puts the message off, or gives it up with the channel's last words on it.</summary>
    private async Task AgainAsync(OutgoingDelivery delivery, Message? message, SendResult.Later later, Exception? failure,
        CancellationToken cancellationToken)
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
        if (because is not null && because.Code != message?.FailureCode)
            await WaitsBecauseAsync(delivery, because, cancellationToken);
    }

    /// <summary>Keeps the reason why the message waits, for the desk.</summary>
    private async Task WaitsBecauseAsync(OutgoingDelivery delivery, SendResult.Refused because, CancellationToken cancellationToken)
    {
        await writer.RunAsync((db, token) =>
            db.Messages.Where(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence
                && m.Delivery == DeliveryStatus.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.FailureCode, because.Code).SetProperty(m => m.FailureTitle, because.Title),
                token), cancellationToken);
        feed.Publish(delivery.ConversationId);
    }

    private async Task MarkAsync(OutgoingDelivery delivery, DeliveryStatus status, int? code, string? title,
        CancellationToken cancellationToken)
    {
        await writer.RunAsync(async (db, token) =>
        {
            await db.Outbox.Where(d => d.ConversationId == delivery.ConversationId && d.Sequence == delivery.Sequence)
                .ExecuteDeleteAsync(token);
            await db.Messages.Where(m => m.ConversationId == delivery.ConversationId && m.Sequence == delivery.Sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, status).SetProperty(m => m.FailureCode, code)
                    .SetProperty(m => m.FailureTitle, title), token);
            // A report that the channel sent meanwhile counts more than our own mark.
            if (status == DeliveryStatus.Failed)
                await DeliveryReports.FailRestAsync(
                    db, delivery.ConversationId, delivery.Sequence, delivery.Channel, code, title, token);
            else
                await DeliveryReports.SettleAsync(db, delivery.ConversationId, delivery.Sequence, token);
            await RefusedReplies.WeighAsync(db, [(delivery.ConversationId, delivery.Sequence)], token);
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

    [LoggerMessage(1, LogLevel.Warning,
        "Message {Sequence} of conversation {ConversationId} was not sent (attempt {Attempt}, {Reason}); it is tried again")]
    private static partial void SendFailed(ILogger logger, Exception? failure, ConversationId conversationId, long sequence, int attempt,
        string reason);

    [LoggerMessage(2, LogLevel.Warning, "Message {Sequence} of conversation {ConversationId} cannot be delivered: {Code} {Title}")]
    private static partial void MessageRefused(ILogger logger, ConversationId conversationId, long sequence, int? code, string title);

    [LoggerMessage(3, LogLevel.Warning,
        "Message {Sequence} of conversation {ConversationId} is given up after {Attempts} failed attempts ({Reason})")]
    private static partial void GivenUp(ILogger logger, ConversationId conversationId, long sequence, int attempts, string reason);
}
