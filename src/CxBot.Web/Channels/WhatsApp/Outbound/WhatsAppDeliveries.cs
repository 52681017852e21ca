using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>What the database keeps of messages on their way: each piece's claim, id and failure, and what Meta's refusals say of a
/// conversation.</summary>
public sealed class WhatsAppDeliveries(Writer writer, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>A template's category, as Meta last said it; null where it is not known.</summary>
    public async Task<string?> CategoryAsync(TemplateUse template, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.MessageTemplates
            .Where(t => t.Channel == WhatsAppChannel.Key && t.Name == template.Name && t.Language == template.Language)
            .Select(t => t.Category).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What was done with each piece of a message so far, by its number.</summary>
    public async Task<Dictionary<int, DeliveryPart>> PartsAsync(Message message, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.DeliveryParts.AsNoTracking()
            .Where(p => p.ConversationId == message.ConversationId && p.Sequence == message.Sequence)
            .ToDictionaryAsync(p => p.Part, cancellationToken);
    }

    /// <summary>Claims a piece for this process, before its call.</summary>
    /// <returns>Null where another process has claimed it.</returns>
    public Task<DeliveryPart?> ClaimAsync(Message message, int number, CancellationToken cancellationToken) =>
        writer.RunAsync(
            (db, token) => DeliveryClaim.TakeAsync(db, message, number, WhatsAppChannel.Key, time.GetUtcNow(), token), cancellationToken);

    /// <summary>The file does not go out, and that is settled; what else the message has still may.</summary>
    public Task FileFailedAsync(Message message, int number, WhatsAppOutcome.Rejected rejected, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
    {
        var part = await db.DeliveryParts.SingleOrDefaultAsync(
            p => p.ConversationId == message.ConversationId && p.Sequence == message.Sequence && p.Part == number, token);
        if (part is null)
            db.DeliveryParts.Add(
                part = new DeliveryPart
                {
                    ConversationId = message.ConversationId,
                    Sequence = message.Sequence,
                    Part = number,
                    Channel = WhatsAppChannel.Key,
                });
        (part.Status, part.FailureCode, part.FailureTitle) = (DeliveryStatus.Failed, rejected.Code, rejected.Title);
        await db.SaveChangesAsync(token);
    }, cancellationToken);

    /// <summary>Meta took it, and calls it so.</summary>
    public Task AcceptedAsync(DeliveryPart part, string id) =>
        ChangeAsync(part, (db, found, token) => DeliveryReports.AcceptedAsync(db, found, id, token));

    /// <summary>It certainly did not go out: it may be tried again.</summary>
    public Task UnclaimAsync(DeliveryPart part) => ChangeAsync(part, async (db, found, token) =>
    {
        found.ClaimedAt = null;
        await db.SaveChangesAsync(token);
    });

    /// <summary>No report came: nobody knows whether it went out.</summary>
    public Task UnconfirmedAsync(DeliveryPart part) => ChangeAsync(part, async (db, found, token) =>
    {
        found.Status = DeliveryProgress.Later(found.Status, DeliveryStatus.Unconfirmed);
        await db.SaveChangesAsync(token);
    });

    /// <summary>Kept even where the app is stopping: what is known now would be asked for in vain later.</summary>
    private Task ChangeAsync(DeliveryPart part, Func<CxBotDbContext, DeliveryPart, CancellationToken, Task> change) =>
        writer.RunAsync(async (db, token) =>
        {
            var found = await db.DeliveryParts.SingleAsync(
                p => p.ConversationId == part.ConversationId && p.Sequence == part.Sequence && p.Part == part.Part, token);
            await change(db, found, token);
        }, CancellationToken.None);

    /// <summary>Meta knows better than our clock.</summary>
    public Task ShutAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return writer.RunAsync(
            (db, token) => db.Conversations.Where(c => c.Id == conversation.Id && c.RepliesUntil > now)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RepliesUntil, now), token), cancellationToken);
    }

    /// <summary>Meta tells what the customer set in WhatsApp itself: that is their word to us too.</summary>
    public Task EndMarketingAsync(Conversation conversation, Message message, CancellationToken cancellationToken)
    {
        var refusal = $"refusal:{message.ConversationId}:{message.Sequence}";
        return writer.RunAsync(
            (db, token) => Consents.RefusedAsync(db, conversation.CustomerId, WhatsAppChannel.Key, refusal, time.GetUtcNow(), token),
            cancellationToken);
    }

    /// <summary>Writes to the customer by their number, where another address is not taken.</summary>
    /// <returns>False where no other number is known.</returns>
    public Task<bool> UsePhoneAsync(Conversation conversation, CancellationToken cancellationToken) => writer.RunAsync(async (db, token) =>
    {
        var phone = await db.CustomerIdentities.Where(
            i => i.CustomerId == conversation.CustomerId && i.Channel == WhatsAppChannel.Key
                && i.Kind == PersonOnChannel.PhoneKind).Select(i => i.Value).FirstOrDefaultAsync(token);
        if (phone is null || conversation.Address == $"phone:{phone}")
            return false;
        return await db.Conversations.Where(c => c.Id == conversation.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Address, $"phone:{phone}"), token) > 0;
    }, cancellationToken);
}
