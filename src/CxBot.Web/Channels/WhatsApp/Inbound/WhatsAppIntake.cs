using System.Buffers.Text;
using System.Security.Cryptography;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Web.Engine;
using CxBot.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Stores what a webhook brought, all of it in one commit, each message once by its WhatsApp id.</summary>
public sealed class WhatsAppIntake(Intake intake, Outbox outbox, WhatsAppMedia media, WhatsAppRateLimiter pace, WhatsAppNews news, ShopPhone shopPhone, CxBotMetrics metrics, TimeProvider time)
{
    /// <summary>Stores it. When this returns, all of it is on disk.</summary>
    public async Task StoreAsync(WhatsAppPayload payload, CancellationToken cancellationToken)
    {
        if (payload.IsEmpty) return;
        IReadOnlyList<Pricing> billed = [];
        await intake.AcceptAllAsync(async (db, token) =>
        {
            (var touched, billed) = await StoreAsync(db, payload, token);
            return touched;
        }, cancellationToken);
        foreach (var pricing in billed) metrics.Billed(Conversations.Channels.WhatsApp, pricing);
        if (payload.News.Count > 0) news.Tell();
        if (payload.Reports.Count > 0) outbox.Wake();
        foreach (var failed in payload.Reports.Where(r => r.Status == DeliveryStatus.Failed)) pace.Heed(failed.Code, failed.Title ?? "");
        if (payload.Messages.Any(message => message.MediaId is not null)) media.Wake();
    }

    private async Task<(IReadOnlyCollection<Touched> Touched, IReadOnlyList<Pricing> Billed)> StoreAsync(CxBotDbContext db, WhatsAppPayload payload, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var touched = new Dictionary<string, bool>();
        foreach (var message in payload.Messages)
        {
            if (await StoreAsync(db, message, now, cancellationToken) is not { } conversationId) continue;
            if (message.FromShop) touched.TryAdd(conversationId, false);
            else touched[conversationId] = true;
        }
        foreach (var preference in payload.Preferences) touched.TryAdd(await StoreAsync(db, preference, now, cancellationToken), false);
        foreach (var told in payload.News) await told.KeepAsync(db, cancellationToken);
        var taken = await DeliveryReports.TakeAsync(db, payload.Reports, now, cancellationToken);
        foreach (var conversationId in taken.Moved) touched.TryAdd(conversationId, false);
        foreach (var refused in payload.Reports.Where(r => r is { Status: DeliveryStatus.Failed, Code: WhatsAppErrors.OptedOut })) await OptedOutAsync(db, refused, now, cancellationToken);
        foreach (var shut in payload.Reports.Where(r => r is { Status: DeliveryStatus.Failed, Code: WhatsAppErrors.WindowShut }))
            await db.Conversations.Where(c => c.RepliesUntil > now && db.DeliveryParts.Any(p => p.ConversationId == c.Id && p.Channel == shut.Channel && p.ProviderId == shut.ProviderId))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RepliesUntil, now), cancellationToken);
        return ([.. touched.Select(one => new Touched(one.Key, one.Value))], taken.Billed);
    }

    /// <returns>The conversation; null where the message had come before.</returns>
    private async Task<string?> StoreAsync(CxBotDbContext db, WhatsAppMessage message, DateTimeOffset now, CancellationToken cancellationToken)
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
        var place = message.FromShop ? await shopPhone.SaidAsync(db, inbound, message.SentAt, cancellationToken) : await MessageLog.AppendInboundAsync(db, inbound, now, cancellationToken);
        if (place is not { } sequence) return null;
        if (message.MediaId is { } mediaId)
        {
            db.MediaFetches.Add(new MediaFetch { ConversationId = found.ConversationId, Sequence = sequence, Channel = inbound.Channel, MediaId = mediaId, FileName = message.FileName, DueAt = now });
            await db.SaveChangesAsync(cancellationToken);
        }
        if (inbound.Content.Consent is { } wish) await ConsentAsync(db, found, inbound, wish, cancellationToken);
        if (message.GivenPhone is { } given) await KnownCustomers.GivePhoneAsync(db, inbound.Channel, found.CustomerId, given, cancellationToken);
        if (PageOf(inbound.Content) is { } page) await db.Conversations.Where(c => c.Id == found.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Page, page), cancellationToken);
        return found.ConversationId;
    }

    /// <summary>Where they come from, as a page of the website would say it.</summary>
    private static PageContext? PageOf(MessageContent content) =>
        content is { Referral: null, Product: null } ? null : new PageContext(content.Referral?.Title, content.Referral?.Address, content.Product?.Id).Trimmed();

    private static async Task<string> StoreAsync(CxBotDbContext db, WhatsAppPreference said, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await KnownCustomers.FindOrAddAsync(db, said.Person, said.Name, NewConversationId(), now, cancellationToken);
        await Consents.RecordAsync(db, new ConsentChange
        {
            CustomerId = found.CustomerId, Channel = said.Person.Channel, Wish = said.Wish, Purpose = ConsentPurpose.Marketing, Source = ConsentSource.Preference, ProviderId = said.Id, At = said.At,
        }, cancellationToken);
        return found.ConversationId;
    }

    /// <summary>Meta refused an offer because the customer wants none: that is their word too.</summary>
    private static async Task OptedOutAsync(CxBotDbContext db, DeliveryReport refused, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var customerId = await db.DeliveryParts.Where(p => p.Channel == refused.Channel && p.ProviderId == refused.ProviderId)
            .Join(db.Conversations, p => p.ConversationId, c => c.Id, (_, c) => (long?)c.CustomerId).FirstOrDefaultAsync(cancellationToken);
        if (customerId is not { } known) return;
        await Consents.RecordAsync(db, new ConsentChange
        {
            CustomerId = known, Channel = refused.Channel, Wish = ConsentWish.Stop, Purpose = ConsentPurpose.Marketing, Source = ConsentSource.Refusal, ProviderId = refused.ProviderId, At = now,
        }, cancellationToken);
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
        if (message is { FromShop: false, Edited: { } edited }) inbound = await ReplacingAsync(db, inbound, edited, cancellationToken);
        if (inbound.Kind != MessageKind.Text || message.FromShop || message.Pressed is not null || ConsentWords.Read(inbound.Text) is not { } said) return inbound;
        // Who never stopped anything says "mulai" as a greeting.
        return said.Wish == ConsentWish.Start && !found.Stopped ? inbound : inbound with { Content = inbound.Content with { Consent = said } };
    }

    /// <summary>Who corrects the last thing they said asks anew; what was edited further up is only told to the agent.</summary>
    private static async Task<InboundMessage> ReplacingAsync(CxBotDbContext db, InboundMessage inbound, EditedMessage edited, CancellationToken cancellationToken)
    {
        var last = await db.Messages.AsNoTracking().Where(m => m.ConversationId == inbound.ConversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text)
            .OrderByDescending(m => m.Sequence).Select(m => new { m.Sequence, m.ProviderId, m.Content, m.Text }).FirstOrDefaultAsync(cancellationToken);
        if (last is null || last.Text == edited.Text) return inbound;
        // Edited twice, it is named by its first id still.
        var original = last.Content.Replaces is { } first ? await db.Messages.Where(m => m.ConversationId == inbound.ConversationId && m.Sequence == first).Select(m => m.ProviderId).SingleOrDefaultAsync(cancellationToken) : last.ProviderId;
        if (original != edited.ProviderId) return inbound;
        return inbound with { Kind = MessageKind.Text, Text = edited.Text, Content = MessageContent.Words.In(inbound.Content) with { Replaces = last.Content.Replaces ?? last.Sequence } };
    }

    /// <summary>Honoured at once: what was still on its way, and was begun by us, does not go out.</summary>
    private static async Task ConsentAsync(CxBotDbContext db, FoundCustomer found, InboundMessage inbound, SaidConsent said, CancellationToken cancellationToken)
    {
        // The message's own place in time: what they write after it is later.
        var at = await db.Conversations.Where(c => c.Id == found.ConversationId).Select(c => c.LastCustomerAt).SingleAsync(cancellationToken);
        await Consents.RecordAsync(db, new ConsentChange { CustomerId = found.CustomerId, Channel = inbound.Channel, Wish = said.Wish, Purpose = said.Purpose, ProviderId = inbound.ProviderId, At = at!.Value }, cancellationToken);
    }

    private static string NewConversationId() => WhatsAppTyping.Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
