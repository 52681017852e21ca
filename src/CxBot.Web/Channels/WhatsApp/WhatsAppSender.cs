using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>Carries messages to customers on WhatsApp, piece by piece. Each piece is claimed on disk before its call: what was claimed and has no answer waits for a report, and is never sent again by guess.</summary>
public sealed class WhatsAppSender(
    WhatsAppClient client, WhatsAppPace pace, MediaStore media, Writer writer, IDbContextFactory<CxBotDbContext> contexts, IOptions<WhatsAppOptions> options, TimeProvider time) : IChannelSender
{
    /// <summary>Not in Meta's list: the customer wants nothing of the kind from us.</summary>
    public const string StoppedByCustomer = "opted-out";

    /// <summary>Not in Meta's list either: what the customer is known by is nothing that a message can be sent to.</summary>
    public const string NoAddress = "no-address";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public string Channel => Conversations.Channels.WhatsApp;

    public async Task<SendResult> SendAsync(Conversation conversation, Message message, int attempts, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return new SendResult.Later(Longest, "WhatsApp is off", Counts: false);
        if (message.Content.Template is { } template && !Consents.Allow(conversation, await CategoryAsync(template, cancellationToken))) return new SendResult.Refused(null, StoppedByCustomer);
        if (WhatsAppIds.Recipient(conversation.Address) is not { } recipient) return new SendResult.Refused(null, NoAddress);

        var pieces = WhatsAppComposer.Compose(message, conversation.Language);
        var parts = await PartsAsync(message, cancellationToken);
        var unknown = false;
        for (var i = 0; i < pieces.Count; i++)
        {
            var part = parts.GetValueOrDefault(i);
            if (part is { Status: DeliveryStatus.Failed }) return new SendResult.Refused(part.FailureCode, part.FailureTitle ?? "");
            if (part is { ClaimedAt: { } claimed, ProviderId: null })
            {
                var left = claimed + options.Value.UnconfirmedAfter - time.GetUtcNow();
                if (left > TimeSpan.Zero) return new SendResult.Later(left < LookAgain ? left : LookAgain, "waits for a report", Counts: false);
                unknown = true;
                await UnconfirmedAsync(part);
                continue;
            }
            if (part is { ProviderId: not null }) continue;
            if (message.Content.Template is null && !ReplyWindow.Of(conversation, time.GetUtcNow()).IsOpen) return new SendResult.Refused(WhatsAppErrors.WindowShut, "");
            if (await SendPieceAsync(conversation, message, pieces[i], i, recipient, attempts, cancellationToken) is { } stopped) return stopped;
        }
        return unknown ? SendResult.Unknown.ForGood : SendResult.Sent.Whole;
    }

    private async Task<string?> CategoryAsync(TemplateUse template, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.MessageTemplates.Where(t => t.Channel == Channel && t.Name == template.Name && t.Language == template.Language).Select(t => t.Category).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Up to a second, so that many who failed together do not come back together.</summary>
    internal static TimeSpan Jitter() => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000));

    /// <returns>Null where it was taken.</returns>
    private async Task<SendResult?> SendPieceAsync(Conversation conversation, Message message, WhatsAppPiece piece, int number, (string Name, string Value) recipient, int attempts, CancellationToken cancellationToken)
    {
        if (pace.MustWait() is { } pause) return new SendResult.Later(pause < TimeSpan.FromSeconds(30) ? pause : TimeSpan.FromSeconds(30), "the number waits", Counts: false);
        if (pace.TakeCustomersPlace(conversation.Address!) is { } wait) return new SendResult.Later(wait, "the customer's pace", Counts: false);
        if (piece.File is { } file)
        {
            var (id, failed) = await UploadAsync(file, cancellationToken);
            if (id is null) return await DecideAsync(failed!, conversation, message, attempts, cancellationToken);
            piece.Content["id"] = id;
        }
        await pace.TakePlaceAsync(cancellationToken);
        if (await ClaimAsync(message, number, cancellationToken) is not { } part) return new SendResult.Later(LookAgain, "another process sends it", Counts: false);
        var outcome = await client.SendAsync(Body(conversation, message, piece, number, recipient), cancellationToken);
        if (outcome is WhatsAppOutcome.Accepted accepted)
        {
            pace.Sent();
            await AcceptedAsync(part, accepted.Id);
            return null;
        }
        if (outcome is WhatsAppOutcome.Unknown unknown) return new SendResult.Later(LookAgain, unknown.Reason, Counts: false);
        await UnclaimAsync(part);
        return await DecideAsync(outcome, conversation, message, attempts, cancellationToken);
    }

    private static JsonObject Body(Conversation conversation, Message message, WhatsAppPiece piece, int number, (string Name, string Value) recipient)
    {
        var body = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            [recipient.Name] = recipient.Value,
            ["type"] = piece.Type,
            [piece.Type] = piece.Content,
            ["biz_opaque_callback_data"] = DeliveryPart.Tracker(message.ConversationId, message.Sequence, number),
        };
        // Only where the customer has written on since: otherwise it is plain what is answered. Templates show no quotation.
        if (number == 0 && piece.Type != "template" && message.Content.ReplyTo is { } quoted && (message.Role == MessageRole.Agent || conversation.LastCustomerSequence > quoted.Sequence))
            body["context"] = new JsonObject { ["message_id"] = quoted.ProviderId };
        return body;
    }

    private async Task<(string? Id, WhatsAppOutcome? Failed)> UploadAsync(MediaReference file, CancellationToken cancellationToken)
    {
        if (await media.OpenAsync(file.Id, cancellationToken) is not var (_, content)) return (null, new WhatsAppOutcome.Rejected(131053, "the file is gone"));
        await using (content) return await client.UploadAsync(content, file.FileName, file.ContentType, cancellationToken);
    }

    private async Task<SendResult> DecideAsync(WhatsAppOutcome outcome, Conversation conversation, Message message, int attempts, CancellationToken cancellationToken)
    {
        var backOff = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts), Longest.TotalSeconds)) + Jitter();
        if (outcome is not WhatsAppOutcome.Rejected rejected)
        {
            // Who cannot be reached by one cannot be reached by all the others.
            pace.SlowDown();
            return new SendResult.Later(backOff, (outcome as WhatsAppOutcome.NotSent)?.Reason ?? "", Counts: true);
        }
        switch (WhatsAppErrors.Decide(rejected.Code))
        {
            case WhatsAppVerdict.Retry:
                return new SendResult.Later(backOff, Reason(rejected), Counts: true);
            case WhatsAppVerdict.SlowNumber:
                pace.SlowDown();
                return new SendResult.Later(backOff, Reason(rejected), Counts: true);
            case WhatsAppVerdict.SlowCustomer:
                return new SendResult.Later(TimeSpan.FromSeconds(Math.Min(Math.Pow(4, attempts), Longest.TotalSeconds)), Reason(rejected), Counts: true);
            case WhatsAppVerdict.StopNumber:
                pace.StopSending(rejected.Code, rejected.Title);
                return new SendResult.Later(TimeSpan.FromSeconds(5), Reason(rejected), Counts: false);
            case WhatsAppVerdict.WindowShut:
                await ShutAsync(conversation, cancellationToken);
                return new SendResult.Refused(rejected.Code, rejected.Title);
            case WhatsAppVerdict.UsePhone when await UsePhoneAsync(conversation, cancellationToken):
                return new SendResult.Later(TimeSpan.Zero, Reason(rejected), Counts: true);
            default:
                return new SendResult.Refused(rejected.Code, rejected.Title);
        }
    }

    private static string Reason(WhatsAppOutcome.Rejected rejected) => $"error {rejected.Code}";

    private async Task<Dictionary<int, DeliveryPart>> PartsAsync(Message message, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.DeliveryParts.AsNoTracking().Where(p => p.ConversationId == message.ConversationId && p.Sequence == message.Sequence).ToDictionaryAsync(p => p.Part, cancellationToken);
    }

    /// <returns>Null where another process has claimed it.</returns>
    private Task<DeliveryPart?> ClaimAsync(Message message, int number, CancellationToken cancellationToken) =>
        writer.RunAsync((db, token) => DeliveryClaim.TakeAsync(db, message, number, Channel, time.GetUtcNow(), token), cancellationToken);

    private Task AcceptedAsync(DeliveryPart part, string id) => ChangeAsync(part, (db, found, token) => DeliveryReports.AcceptedAsync(db, found, id, token));

    private Task UnclaimAsync(DeliveryPart part) => ChangeAsync(part, async (db, found, token) =>
    {
        found.ClaimedAt = null;
        await db.SaveChangesAsync(token);
    });

    private Task UnconfirmedAsync(DeliveryPart part) => ChangeAsync(part, async (db, found, token) =>
    {
        found.Status = DeliveryProgress.Later(found.Status, DeliveryStatus.Unconfirmed);
        await db.SaveChangesAsync(token);
    });

    /// <summary>Kept even where the app is stopping: what is known now would be asked for in vain later.</summary>
    private Task ChangeAsync(DeliveryPart part, Func<CxBotDbContext, DeliveryPart, CancellationToken, Task> change) => writer.RunAsync(async (db, token) =>
        await change(db, await db.DeliveryParts.SingleAsync(p => p.ConversationId == part.ConversationId && p.Sequence == part.Sequence && p.Part == part.Part, token), token), CancellationToken.None);

    /// <summary>Meta knows better than our clock.</summary>
    private Task ShutAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return writer.RunAsync((db, token) => db.Conversations.Where(c => c.Id == conversation.Id && c.RepliesUntil > now).ExecuteUpdateAsync(set => set.SetProperty(c => c.RepliesUntil, now), token), cancellationToken);
    }

    private Task<bool> UsePhoneAsync(Conversation conversation, CancellationToken cancellationToken) => writer.RunAsync(async (db, token) =>
    {
        var phone = await db.CustomerIdentities.Where(i => i.CustomerId == conversation.CustomerId && i.Channel == Channel && i.Kind == PersonOnChannel.PhoneKind).Select(i => i.Value).FirstOrDefaultAsync(token);
        if (phone is null || conversation.Address == $"phone:{phone}") return false;
        return await db.Conversations.Where(c => c.Id == conversation.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Address, $"phone:{phone}"), token) > 0;
    }, cancellationToken);
}
