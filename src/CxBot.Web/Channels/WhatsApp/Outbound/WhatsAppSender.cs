using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Media;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Carries messages to customers on WhatsApp, piece by piece. Each piece is claimed on disk before its call: what was claimed and
/// has no answer waits for a report, and is never sent again by guess.</summary>
public sealed class WhatsAppSender(
    WhatsAppClient client, WhatsAppRateLimiter pace, MediaStore media, WhatsAppDeliveries deliveries, IOptions<WhatsAppOptions> options,
    TimeProvider time) : IChannelSender
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxLook = TimeSpan.FromSeconds(30);
    private static readonly Backoff Backoff = new(TimeSpan.FromMinutes(5));

    /// <summary>For a customer who got too much at once.</summary>
    private static readonly Backoff SlowBackoff = new(TimeSpan.FromMinutes(5), Factor: 4);

    public string Channel => WhatsAppChannel.Key;

    public async Task<SendResult> SendAsync(Conversation conversation, Message message, int attempts, CancellationToken cancellationToken)
    {
        if (await BarredAsync(conversation, message, cancellationToken) is { } barred)
            return barred;
        if (WhatsAppIds.Recipient(conversation.Address) is not { } recipient)
            return new SendResult.Refused(null, SendResult.NoAddress);

        var parts = await deliveries.PartsAsync(message, cancellationToken);
        var pieces = WhatsAppComposer.Compose(message, conversation.Language,
            number => parts.GetValueOrDefault(number) is { Status: DeliveryStatus.Failed } failed && IsFiles(failed.FailureCode));
        SendResult done = SendResult.Sent.Whole;
        SendResult.Refused? lost = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            var part = parts.GetValueOrDefault(i);
            if (part is { Status: DeliveryStatus.Failed })
            {
                var refused = new SendResult.Refused(part.FailureCode, part.FailureTitle ?? "");
                if (!IsFiles(part.FailureCode))
                    return refused;
                // A file that is not taken takes nothing else with it.
                lost ??= refused;
                continue;
            }
            if (part is { ClaimedAt: { } claimed, ProviderId: null })
            {
                if (Awaited(claimed) is { } awaited)
                    return awaited;
                done = SendResult.Unknown.ForGood;
                await deliveries.UnconfirmedAsync(part);
                continue;
            }
            if (part is { ProviderId: not null })
                continue;
            if (IsShut(conversation, message))
                return new SendResult.Refused(WhatsAppErrors.WindowShut, "");
            if (await SendPieceAsync(conversation, message, pieces[i], i, recipient, attempts, cancellationToken) is { } stopped)
                return stopped;
        }
        return lost ?? done;
    }

    /// <returns>Null where a report was waited for long enough.</returns>
    private SendResult.Awaited? Awaited(DateTimeOffset claimed)
    {
        var left = claimed + options.Value.UnconfirmedAfter - time.GetUtcNow();
        return left > TimeSpan.Zero ? new SendResult.Awaited(left < LookAgain ? left : LookAgain, "waits for a report") : null;
    }

    /// <returns>Why nothing may be sent now; null where it may.</returns>
    private async Task<SendResult?> BarredAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return new SendResult.Later(Backoff.Max, "WhatsApp is off", Counts: false);
        if (message.Content is MessageContent.Template template
            && !Consents.Allow(conversation, await deliveries.CategoryAsync(template.Use, cancellationToken)))
            return new SendResult.Refused(null, SendResult.StoppedByCustomer);
        return null;
    }

    /// <summary>Outside the customer's window only templates are taken.</summary>
    private bool IsShut(Conversation conversation, Message message) =>
        message.Content is not MessageContent.Template
        && !ReplyWindow.OfAgents(WhatsAppChannel.Traits, conversation, time.GetUtcNow()).IsOpen;

    /// <summary>Up to a second, so that many who failed together do not come back together.</summary>
    internal static TimeSpan Jitter() => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000));

    /// <returns>Null where it was taken.</returns>
    private async Task<SendResult?> SendPieceAsync(Conversation conversation, Message message, WhatsAppPiece piece, int number,
        (string Name, string Value) recipient, int attempts, CancellationToken cancellationToken)
    {
        if (pace.MustWait() is { } pause)
            return NumberWaits(pause);
        if (piece.Type == "template" && pace.TemplatesMustStop() is { } limit)
            return new SendResult.Refused(limit.Code, limit.Title);
        if (pace.TakeCustomersPlace(conversation.Address!) is { } wait)
            return new SendResult.Later(wait, "the customer's pace", Counts: false);
        if (piece.File is { } file)
        {
            var (id, failed) = await UploadAsync(file, cancellationToken);
            if (id is null)
                return await DecideAsync(failed!, conversation, message, number, attempts, cancellationToken);
            piece.Content["id"] = id;
        }
        if (pace.GoAhead() is { } tried)
            return NumberWaits(tried);
        await pace.TakePlaceAsync(cancellationToken);
        if (await deliveries.ClaimAsync(message, number, cancellationToken) is not { } part)
            return new SendResult.Later(LookAgain, "another process sends it", Counts: false);
        var outcome = await client.SendAsync(Body(conversation, message, piece, number, recipient), cancellationToken);
        if (outcome is WhatsAppOutcome.Accepted accepted)
        {
            pace.Sent(template: piece.Type == "template");
            await deliveries.AcceptedAsync(part, accepted.Id);
            return null;
        }
        if (outcome is WhatsAppOutcome.Unknown unknown)
            return new SendResult.Awaited(LookAgain, unknown.Reason);
        await deliveries.UnclaimAsync(part);
        return await DecideAsync(outcome, conversation, message, number, attempts, cancellationToken);
    }

    private SendResult.Later NumberWaits(TimeSpan pause)
    {
        var because = pace.WaitsFor is { } reason ? new SendResult.Refused(reason.Code, reason.Title) : null;
        return new(pause < MaxLook ? pause : MaxLook, "the number waits", Counts: false, because);
    }

    private static JsonObject Body(
        Conversation conversation, Message message, WhatsAppPiece piece, int number, (string Name, string Value) recipient)
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
        if (number == 0 && piece.Type != "template" && message.Content.ReplyTo is { } quoted
            && (message.Role == MessageRole.Agent || conversation.LastCustomerSequence > quoted.Sequence))
            body["context"] = new JsonObject { ["message_id"] = quoted.ProviderId };
        return body;
    }

    private async Task<(string? Id, WhatsAppOutcome? Failed)> UploadAsync(MediaReference file, CancellationToken cancellationToken)
    {
        if (WhatsAppFiles.Problem(file) is { } problem)
            return (null, new WhatsAppOutcome.Rejected(WhatsAppErrors.MediaFailed,
                problem == WhatsAppFileProblem.Size ? "The file is too large for WhatsApp" : $"WhatsApp does not take {file.ContentType}"));
        if (await media.OpenAsync(file.Id, cancellationToken) is not var (_, content))
            return (null, new WhatsAppOutcome.Rejected(WhatsAppErrors.MediaFailed, "The file is gone"));
        await using (content)
            return await client.UploadAsync(content, file.FileName, file.ContentType, cancellationToken);
    }

    private async Task<SendResult> DecideAsync(
        WhatsAppOutcome outcome, Conversation conversation, Message message, int number, int attempts, CancellationToken cancellationToken)
    {
        var backOff = Backoff.After(attempts) + Jitter();
        if (outcome is WhatsAppOutcome.NotSent unsent)
        {
            // Who cannot be reached by one cannot be reached by all the others.
            return unsent.Everybody ? new SendResult.Later(pace.SlowDown(), unsent.Reason, Counts: false)
                : new SendResult.Later(backOff, unsent.Reason, Counts: true);
        }
        var rejected = (WhatsAppOutcome.Rejected)outcome;
        var refused = new SendResult.Refused(rejected.Code, rejected.Title);
        var verdict = WhatsAppErrors.Decide(rejected.Code);
        pace.Heed(rejected.Code, rejected.Title);
        if (verdict is not (WhatsAppVerdict.StopNumber or WhatsAppVerdict.SlowNumber or WhatsAppVerdict.Retry))
            pace.Spared();
        switch (verdict)
        {
            case WhatsAppVerdict.Retry:
                return new SendResult.Later(backOff, Reason(rejected), Counts: true, refused);
            case WhatsAppVerdict.SlowNumber:
                return new SendResult.Later(pace.SlowDown(rejected), Reason(rejected), Counts: false, refused);
            case WhatsAppVerdict.SlowCustomer:
                return new SendResult.Later(SlowBackoff.After(attempts), Reason(rejected), Counts: true, refused);
            case WhatsAppVerdict.StopNumber:
                return new SendResult.Later(TimeSpan.FromSeconds(5), Reason(rejected), Counts: false, refused);
            case WhatsAppVerdict.WindowShut:
                await deliveries.ShutAsync(conversation, cancellationToken);
                return refused;
            case WhatsAppVerdict.MarketingEnded when rejected.Code == WhatsAppErrors.OptedOut:
                await deliveries.EndMarketingAsync(conversation, message, cancellationToken);
                return new SendResult.Refused(rejected.Code, rejected.Title);
            case WhatsAppVerdict.UsePhone when await deliveries.UsePhoneAsync(conversation, cancellationToken):
                return new SendResult.Later(TimeSpan.Zero, Reason(rejected), Counts: true);
            case WhatsAppVerdict.MediaFailed:
                await deliveries.FileFailedAsync(message, number, rejected, cancellationToken);
                return new SendResult.Later(TimeSpan.Zero, Reason(rejected), Counts: false);
            default:
                return refused;
        }
    }

    private static string Reason(WhatsAppOutcome.Rejected rejected) => $"error {rejected.Code}";

    private static bool IsFiles(int? code) => WhatsAppErrors.Decide(code) == WhatsAppVerdict.MediaFailed;
}
