using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Inbound;

/// <summary>Completes a message by what the log knows: the whole words of a pressed choice, the place of a quoted message, an edit of the
/// last question, a wish to stop.</summary>
internal static class InboundReading
{
    public static async Task<InboundMessage> ResolveAsync(
        CxBotDbContext db, ChannelMessage message, FoundCustomer found, CancellationToken cancellationToken)
    {
        var inbound = message.Inbound with { ConversationId = found.ConversationId };
        if (message.Pressed is { } pressed)
            inbound = await ChosenAsync(db, inbound, pressed, cancellationToken);
        if (inbound.Content.ReplyTo is { } quoted)
            inbound = inbound with
            {
                Content = inbound.Content with
                {
                    ReplyTo = quoted with { Sequence = await PlaceAsync(db, inbound, quoted.ProviderId, cancellationToken) },
                },
            };
        if (message is { FromShop: false, Edited: { } edited })
            inbound = await ReplacingAsync(db, inbound, edited, cancellationToken);
        if (inbound.Kind != MessageKind.Text || message.FromShop || message.Pressed is not null
            || ConsentWords.Read(inbound.Text) is not { } said)
            return inbound;
        // A customer who never stopped anything says "mulai" as a greeting.
        if (said.Wish == ConsentWish.Start && !found.Stopped)
            return inbound;
        return inbound with { Content = inbound.Content with { Consent = said } };
    }

    /// <summary>A channel may have shown a choice cut short: its whole words count.</summary>
    private static async Task<InboundMessage> ChosenAsync(
        CxBotDbContext db, InboundMessage inbound, PressedChoice pressed, CancellationToken cancellationToken)
    {
        var offered = await db.Messages.Where(m => m.ConversationId == inbound.ConversationId && m.Sequence == pressed.Sequence)
            .Select(m => m.Content).SingleOrDefaultAsync(cancellationToken);
        return offered?.Choices is { } choices && pressed.Index < choices.Count ? inbound with { Text = choices[pressed.Index].Title }
            : inbound;
    }

    /// <summary>The place in the log of a message by the channel's id for it, ours or the customer's; null where it is not there.</summary>
    private static async Task<long?> PlaceAsync(
        CxBotDbContext db, InboundMessage inbound, string providerId, CancellationToken cancellationToken) =>
        await db.DeliveryParts.Where(
            p => p.Channel == inbound.Channel && p.ProviderId == providerId && p.ConversationId == inbound.ConversationId)
            .Select(p => (long?)p.Sequence).FirstOrDefaultAsync(cancellationToken)
        ?? await db.Messages.Where(
            m => m.Channel == inbound.Channel && m.ProviderId == providerId && m.ConversationId == inbound.ConversationId)
            .Select(m => (long?)m.Sequence).FirstOrDefaultAsync(cancellationToken);

    /// <summary>An edit of the customer's last words asks anew; an edit further up is only told to the agent.</summary>
    private static async Task<InboundMessage> ReplacingAsync(
        CxBotDbContext db, InboundMessage inbound, EditedMessage edited, CancellationToken cancellationToken)
    {
        var last = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == inbound.ConversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text)
            .OrderByDescending(m => m.Sequence).Select(m => new { m.Sequence, m.ProviderId, m.Content, m.Text })
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null || last.Text == edited.Text)
            return inbound;
        // A message that is edited twice is named by its first id still.
        var original = last.Content.Replaces is { } first
            ? await db.Messages.Where(m => m.ConversationId == inbound.ConversationId && m.Sequence == first).Select(m => m.ProviderId)
                .SingleOrDefaultAsync(cancellationToken)
            : last.ProviderId;
        if (original != edited.ProviderId)
            return inbound;
        var content = MessageContent.Words.In(inbound.Content) with { Replaces = last.Content.Replaces ?? last.Sequence };
        return inbound with { Kind = MessageKind.Text, Text = edited.Text, Content = content };
    }
}
