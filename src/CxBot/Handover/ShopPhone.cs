using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover.Unasked;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Handover;

/// <summary>Whoever writes to customers from the shop's own phone, beside us, is an agent: one owner at a time, and the bot is
/// silent.</summary>
public sealed class ShopPhone(IOptions<HandoverOptions> options, TimeProvider time)
{
    /// <summary>What is older than this when we hear of it is history, and takes nothing from the bot.</summary>
    private static readonly TimeSpan News = TimeSpan.FromHours(12);

    /// <summary>Keeps what was written there, and lets the phone have the conversation where no agent has it. Called inside a
    /// <see cref="Writer"/> command; it saves.</summary>
    /// <param name="said">In its conversation, with the channel's id.</param>
    /// <param name="sent">When it was written.</param>
    /// <returns>Its place in the log; null where it is there already, or is one of ours.</returns>
    public async Task<long?> SaidAsync(CxBotDbContext db, InboundMessage said, DateTimeOffset sent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await db.DeliveryParts.AnyAsync(p => p.Channel == said.Channel && p.ProviderId == said.ProviderId, cancellationToken))
            return null;
        if (await MessageLog.AppendEchoAsync(db, said, Conversation.ShopPhone, now, cancellationToken) is not { } sequence)
            return null;
        // Reports on it, and answers to it, find it as they find ours.
        db.DeliveryParts.Add(
            new DeliveryPart
            {
                ConversationId = said.ConversationId,
                Sequence = sequence,
                Channel = said.Channel,
                ClaimedAt = now,
                ProviderId = said.ProviderId,
                Status = DeliveryStatus.Sent,
            });
        await db.SaveChangesAsync(cancellationToken);
        var keeps = options.Value.ShopPhoneFor == TimeSpan.Zero ? News : options.Value.ShopPhoneFor;
        if (said.Kind == MessageKind.Text && sent > now - keeps)
            await TakeAsync(db, said.ConversationId, sent < now ? sent : now, now, cancellationToken);
        // Of many in one command, none is looked at again.
        db.ChangeTracker.Clear();
        return sequence;
    }

    private static async Task TakeAsync(
        CxBotDbContext db, ConversationId conversationId, DateTimeOffset sent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var conversation = await db.Conversations.SingleAsync(c => c.Id == conversationId, cancellationToken);
        var handover = conversation.HandoverId is { } open ? await db.Handovers.SingleAsync(h => h.Id == open, cancellationToken)
            : await HandoverBeginning.NewAsync(db, conversation, HandoverReason.ShopPhone, now, cancellationToken);
        handover.FirstReplyAt ??= now;
        conversation.CurrentCase?.Changed();
        conversation.Answered();
        conversation.AgentSeenSequence = Math.Max(conversation.AgentSeenSequence, conversation.LastCustomerSequence);
        conversation.ShopPhoneAt = sent > conversation.ShopPhoneAt || conversation.ShopPhoneAt is null ? sent : conversation.ShopPhoneAt;
        if (conversation.Status != ConversationStatus.WithAgent)
        {
            handover.AgentId = Conversation.ShopPhone;
            handover.TakenAt ??= now;
            conversation.TakeOnShopPhone(handover.Begun, now);
            handover.Case = conversation.CurrentCase;
        }
        await db.SaveChangesAsync(cancellationToken);
    }
}
