using System.Buffers.Text;
using System.Security.Cryptography;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Handover.Refused;
using CxBot.Language;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Inbound;

/// <summary>Stores what a channel brought: messages once each, STOP and START, referrals, echoes of the shop's own phone, new numbers,
/// reports and prices.</summary>
/// <remarks>Every channel that names its customers gets all of this by handing in an <see cref="InboundBatch"/>. Called inside a
/// <see cref="Writer"/> command.</remarks>
public sealed class InboundStore(ShopPhone shopPhone, ChannelRegistry channels, TimeProvider time)
{
    public async Task<InboundStored> StoreAsync(CxBotDbContext db, InboundBatch batch, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var touched = new Dictionary<ConversationId, bool>();
        foreach (var message in batch.Messages)
        {
            if (await StoreAsync(db, message, now, cancellationToken) is not { } conversationId)
                continue;
            if (message.FromShop)
                touched.TryAdd(conversationId, false);
            else
                touched[conversationId] = true;
        }
        foreach (var preference in batch.Preferences)
            touched.TryAdd(await StoreAsync(db, preference, now, cancellationToken), false);
        foreach (var told in batch.News)
            await told.KeepAsync(db, cancellationToken);
        var taken = await DeliveryReports.TakeAsync(db, batch.Reports, now, cancellationToken);
        foreach (var conversationId in taken.Moved)
            touched.TryAdd(conversationId, false);
        await RefusedReplies.WeighAsync(db, taken.Places, cancellationToken);
        foreach (var refused in batch.Reports.Where(report => report.Status == DeliveryStatus.Failed))
            await RefusalsAsync(db, refused, now, cancellationToken);
        return new([.. touched.Select(one => new Touched(one.Key, one.Value))], taken.Billed);
    }

    /// <returns>The conversation; null where the message had come before.</returns>
    private async Task<ConversationId?> StoreAsync(
        CxBotDbContext db, ChannelMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.Moved is { } moved)
        {
            if (await KnownCustomers.MoveAsync(db, moved, cancellationToken) is not { } kept)
                return null;
            return await MessageLog.AppendInboundAsync(db, message.Inbound with { ConversationId = kept }, now, cancellationToken) is null
                ? null : kept;
        }
        var found = await KnownCustomers.FindOrAddAsync(
            db, message.Person, message.Name, NewConversationId(message.Person), now, cancellationToken);
        if (!found.Former && message.Address is { } address && address != found.Address)
            await db.Conversations.Where(c => c.Id == found.ConversationId)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Address, address), cancellationToken);

        var inbound = await InboundReading.ResolveAsync(db, message, found, cancellationToken);
        var place = message.FromShop
            ? await shopPhone.SaidAsync(db, inbound, message.SentAt, cancellationToken)
            : await MessageLog.AppendInboundAsync(db, inbound, now, cancellationToken);
        if (place is not { } sequence)
            return null;
        await KeepBesideAsync(db, message, inbound, found, sequence, now, cancellationToken);
        return found.ConversationId;
    }

    /// <summary>Keeps what a message brings beside its words: a file to fetch, a wish, a number, where the customer comes from.</summary>
    private static async Task KeepBesideAsync(
        CxBotDbContext db, ChannelMessage message, InboundMessage inbound, FoundCustomer found, long sequence, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (message.MediaId is { } mediaId)
        {
            db.MediaFetches.Add(new MediaFetch
            {
                ConversationId = found.ConversationId,
                Sequence = sequence,
                Channel = inbound.Channel,
                MediaId = mediaId,
                FileName = message.FileName,
                DueAt = now,
            });
            await db.SaveChangesAsync(cancellationToken);
        }
        if (inbound.Content.Consent is { } wish)
            await ConsentAsync(db, found, inbound, wish, cancellationToken);
        if (message.GivenPhone is { } given)
            await KnownCustomers.GivePhoneAsync(db, inbound.Channel, found.CustomerId, given, cancellationToken);
        if (PageOf(inbound.Content) is { } page)
            await db.Conversations.Where(c => c.Id == found.ConversationId)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Page, page), cancellationToken);
    }

    private async Task<ConversationId> StoreAsync(
        CxBotDbContext db, ChannelPreference said, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await KnownCustomers.FindOrAddAsync(db, said.Person, said.Name, NewConversationId(said.Person), now, cancellationToken);
        await Consents.RecordAsync(db, new ConsentChange
        {
            CustomerId = found.CustomerId,
            Channel = said.Person.Channel,
            Wish = said.Wish,
            Purpose = ConsentPurpose.Marketing,
            Source = ConsentSource.Preference,
            ProviderId = said.Id,
            At = said.At,
        }, cancellationToken);
        return found.ConversationId;
    }

    /// <summary>The customer's wish counts at once: what we begin and is still on its way does not go out.</summary>
    private static async Task ConsentAsync(
        CxBotDbContext db, FoundCustomer found, InboundMessage inbound, SaidConsent said, CancellationToken cancellationToken)
    {
        // The message's own place in time: what they write after it is later.
        var at = await db.Conversations.Where(c => c.Id == found.ConversationId).Select(c => c.LastCustomerAt)
            .SingleAsync(cancellationToken);
        await Consents.RecordAsync(db, new ConsentChange
        {
            CustomerId = found.CustomerId,
            Channel = inbound.Channel,
            Wish = said.Wish,
            Purpose = said.Purpose,
            ProviderId = inbound.ProviderId,
            At = at!.Value,
        }, cancellationToken);
    }

    /// <summary>A refused message can say that the customer wants no offers, or that the channel takes no free reply any more.</summary>
    private static async Task RefusalsAsync(
        CxBotDbContext db, DeliveryReport refused, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (refused.Cause == RefusalCause.OptedOut)
        {
            var customerId = await db.DeliveryParts.Where(p => p.Channel == refused.Channel && p.ProviderId == refused.ProviderId)
                .Join(db.Conversations, p => p.ConversationId, c => c.Id, (_, c) => (CustomerId?)c.CustomerId)
                .FirstOrDefaultAsync(cancellationToken);
            if (customerId is { } known)
                await Consents.RefusedAsync(db, known, refused.Channel, refused.ProviderId, now, cancellationToken);
        }
        if (refused.Cause == RefusalCause.WindowShut)
            await db.Conversations
                .Where(c => c.RepliesUntil > now
                    && db.DeliveryParts.Any(
                        p => p.ConversationId == c.Id && p.Channel == refused.Channel && p.ProviderId == refused.ProviderId))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RepliesUntil, now), cancellationToken);
    }

    /// <summary>Where customers come from, as a page of the website would say it.</summary>
    private static PageContext? PageOf(MessageContent content) =>
        content is { Referral: null, Product: null } ? null
            : new PageContext(content.Referral?.Title, content.Referral?.Address, content.Product?.Id).Trimmed();

    private ConversationId NewConversationId(PersonOnChannel person) =>
        new(channels.Of(person.Channel).ConversationPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
}
