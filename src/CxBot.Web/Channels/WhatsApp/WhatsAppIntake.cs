using System.Buffers.Text;
using System.Security.Cryptography;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Engine;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>Stores what a webhook brought, all of it in one commit, each message once by its WhatsApp id.</summary>
public sealed class WhatsAppIntake(Intake intake, Outbox outbox, WhatsAppMedia media, WhatsAppPace pace, TimeProvider time)
{
    /// <summary>Stores it. When this returns, all of it is on disk.</summary>
    public async Task StoreAsync(WhatsAppPayload payload, CancellationToken cancellationToken)
    {
        if (payload.Messages.Count + payload.Reports.Count == 0) return;
        await intake.AcceptAllAsync((db, token) => StoreAsync(db, payload, token), cancellationToken);
        if (payload.Reports.Count > 0) outbox.Wake();
        foreach (var failed in payload.Reports.Where(r => r.Status == DeliveryStatus.Failed)) pace.Heed(failed.Code, failed.Title ?? "");
        if (payload.Messages.Any(message => message.MediaId is not null)) media.Wake();
    }

    private async Task<IReadOnlyCollection<Touched>> StoreAsync(CxBotDbContext db, WhatsAppPayload payload, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var touched = new Dictionary<string, bool>();
        foreach (var message in payload.Messages)
        {
            if (await StoreAsync(db, message, now, cancellationToken) is { } conversationId) touched[conversationId] = true;
        }
        foreach (var conversationId in await DeliveryReports.TakeAsync(db, payload.Reports, now, cancellationToken)) touched.TryAdd(conversationId, false);
        foreach (var shut in payload.Reports.Where(r => r is { Status: DeliveryStatus.Failed, Code: WhatsAppErrors.WindowShut }))
            await db.Conversations.Where(c => c.RepliesUntil > now && db.DeliveryParts.Any(p => p.ConversationId == c.Id && p.Channel == shut.Channel && p.ProviderId == shut.ProviderId))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RepliesUntil, now), cancellationToken);
        return [.. touched.Select(one => new Touched(one.Key, one.Value))];
    }

    /// <returns>The conversation; null where the message had come before.</returns>
    private static async Task<string?> StoreAsync(CxBotDbContext db, WhatsAppMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.Moved is { } moved)
        {
            if (await KnownCustomers.MoveAsync(db, moved, cancellationToken) is not { } kept) return null;
            return await MessageLog.AppendInboundAsync(db, message.Inbound with { ConversationId = kept }, now, cancellationToken) is null ? null : kept;
        }
        var found = await KnownCustomers.FindOrAddAsync(db, message.Person, message.Name, NewConversationId(), now, cancellationToken);
        if (!found.Former && WhatsAppIds.AddressOf(message.Person) is { } address && address != found.Address)
            await db.Conversations.Where(c => c.Id == found.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Address, address), cancellationToken);

        var inbound = await ResolveAsync(db, message, found, cancellationToken);
        if (await MessageLog.AppendInboundAsync(db, inbound, now, cancellationToken) is not { } sequence) return null;
        if (message.MediaId is { } mediaId)
        {
            db.MediaFetches.Add(new MediaFetch { ConversationId = found.ConversationId, Sequence = sequence, Channel = inbound.Channel, MediaId = mediaId, FileName = message.FileName, DueAt = now });
            await db.SaveChangesAsync(cancellationToken);
        }
        if (inbound.Content.Consent is { } wish) await ConsentAsync(db, found, inbound, wish, now, cancellationToken);
        if (inbound.Content.Referral is { } referral)
        {
            var page = new PageContext(referral.Title, referral.Address, null).Trimmed();
            await db.Conversations.Where(c => c.Id == found.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Page, page), cancellationToken);
        }
        return found.ConversationId;
    }

    /// <summary>What the message alone does not tell: the whole words of a choice that had to be cut short, the place of what it answers, and whether it changes the customer's mind.</summary>
    private static async Task<InboundMessage> ResolveAsync(CxBotDbContext db, WhatsAppMessage message, FoundCustomer found, CancellationToken cancellationToken)
    {
        var inbound = message.Inbound with { ConversationId = found.ConversationId };
        if (message.Pressed is { } pressed)
        {
            var offered = await db.Messages.Where(m => m.ConversationId == found.ConversationId && m.Sequence == pressed.Sequence).Select(m => m.Content).SingleOrDefaultAsync(cancellationToken);
            if (offered?.Choices is { } choices && pressed.Index < choices.Count) inbound = inbound with { Text = choices[pressed.Index].Title };
        }
        if (inbound.Content.ReplyTo is { } quoted)
        {
            var place = await db.DeliveryParts.Where(p => p.Channel == inbound.Channel && p.ProviderId == quoted.ProviderId && p.ConversationId == found.ConversationId).Select(p => (long?)p.Sequence).FirstOrDefaultAsync(cancellationToken)
                ?? await db.Messages.Where(m => m.Channel == inbound.Channel && m.ProviderId == quoted.ProviderId && m.ConversationId == found.ConversationId).Select(m => (long?)m.Sequence).FirstOrDefaultAsync(cancellationToken);
            inbound = inbound with { Content = inbound.Content with { ReplyTo = quoted with { Sequence = place } } };
        }
        var wish = inbound.Kind == MessageKind.Text && message.Pressed is null ? ConsentWords.Read(inbound.Text) : null;
        // Who never stopped says "mulai" as a greeting, and who has stopped already is not answered again.
        return wish == (found.Stopped ? ConsentWish.Start : ConsentWish.Stop) ? inbound with { Content = inbound.Content with { Consent = wish } } : inbound;
    }

    /// <summary>Honoured at once: what was still on its way does not go out.</summary>
    private static async Task ConsentAsync(CxBotDbContext db, FoundCustomer found, InboundMessage inbound, ConsentWish wish, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.ConsentChanges.Add(new ConsentChange { CustomerId = found.CustomerId, Channel = inbound.Channel, Wish = wish, ProviderId = inbound.ProviderId, At = now });
        await db.SaveChangesAsync(cancellationToken);
        DateTimeOffset? stopped = wish == ConsentWish.Stop ? now : null;
        await db.Conversations.Where(c => c.Id == found.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(c => c.StoppedAt, stopped), cancellationToken);
    }

    private static string NewConversationId() => WhatsAppTyping.Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
