using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover.Refused;

/// <summary>Keeps the one fact that an agent's reply was refused and nothing has made that good: <see cref="Conversation.FailedSequence"/>,
/// and the wait of the customer as it was before that reply. Called inside a <see cref="Writer"/> command, wherever a message has moved.
/// It reads how far the replies are and not what moved, so reports may come twice, late and in any order.</summary>
public static class RefusedReplies
{
    /// <summary>Weighs the conversations anew in which one of these messages is an agent's.</summary>
    public static async Task WeighAsync(CxBotDbContext db, IReadOnlyCollection<(ConversationId ConversationId, long Sequence)> moved,
        CancellationToken cancellationToken)
    {
        if (moved.Count == 0)
            return;
        var ids = moved.Select(m => m.ConversationId).Distinct().ToList();
        var places = moved.Select(m => m.Sequence).Distinct().ToList();
        var agents = await db.Messages.AsNoTracking()
            .Where(m => ids.Contains(m.ConversationId) && places.Contains(m.Sequence) && m.Role == MessageRole.Agent)
            .Select(m => new { m.ConversationId, m.Sequence }).ToListAsync(cancellationToken);
        foreach (var id in agents.Where(m => moved.Contains((m.ConversationId, m.Sequence))).Select(m => m.ConversationId).Distinct())
            await WeighAsync(db, id, cancellationToken);
    }

    /// <summary>Weighs one conversation anew, and the customer's others in which a reply was refused: they may be answered by this
    /// one.</summary>
    public static async Task WeighAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken)
    {
        await CaseChange.RaiseAsync(db, conversationId, cancellationToken);
        await WeighOneAsync(db, conversationId, cancellationToken);
        var others = await db.Conversations
            .Where(c => c.Id != conversationId && c.FailedSequence != null
                && db.Conversations.Any(one => one.Id == conversationId && one.CustomerId == c.CustomerId))
            .Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var other in others)
            await WeighOneAsync(db, other, cancellationToken);
    }

    private static async Task WeighOneAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var these = db.Conversations.Where(c => c.Id == conversationId
            && (c.Status == ConversationStatus.WaitingForAgent || c.Status == ConversationStatus.WithAgent
                || c.Status == ConversationStatus.Resolved));
        // The row is locked first: two nodes that weigh at once would each not see what the other has stored.
        await these.ExecuteUpdateAsync(set => set.SetProperty(c => c.FailedSequence, c => c.FailedSequence), cancellationToken);
        var known = await these.AsNoTracking().Select(c => new
        {
            c.CustomerId,
            c.Status,
            c.FailedSequence,
            c.CustomerWaitsSince,
            Began = db.Handovers.Where(h => h.ConversationId == c.Id).Max(h => (DateTimeOffset?)h.RequestedAt),
        }).SingleOrDefaultAsync(cancellationToken);
        if (known?.Began is not { } began)
            return;
        var replies = db.Messages.AsNoTracking().Where(m =>
            m.ConversationId == conversationId && m.Role == MessageRole.Agent && m.Kind == MessageKind.Text && m.At >= began);
        var accepted = await replies.Where(m => ReplyFates.Accepted.Contains(m.Delivery)).OrderByDescending(m => m.Sequence)
            .Select(m => (long?)m.Sequence).FirstOrDefaultAsync(cancellationToken) ?? 0;
        var fates = await replies.Where(m => m.Sequence > accepted)
            .Select(m => new ReplyFate(m.Sequence, m.At, m.Delivery, m.WaitedSince)).ToListAsync(cancellationToken);
        var elsewhere = fates.Exists(fate => fate.Delivery == DeliveryStatus.Failed)
            ? await ElsewhereAsync(db, conversationId, known.CustomerId, began, cancellationToken) : null;
        var lacking = ReplyFates.Lacking(fates, elsewhere);
        if (lacking is null && known.FailedSequence is null)
            return;
        // Resolved is resolved: it stays marked for whoever looks, and nobody waits.
        var waits = known.Status == ConversationStatus.Resolved ? null
            : lacking is var (_, since) ? Earlier(known.CustomerWaitsSince, since)
            : await WrittenSinceAsync(db, conversationId, accepted, elsewhere, cancellationToken);
        var failed = lacking?.Sequence;
        await these.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.FailedSequence, failed).SetProperty(c => c.CustomerWaitsSince, waits), cancellationToken);
    }

    /// <summary>When an agent last answered the customer in another conversation.</summary>
    private static Task<DateTimeOffset?> ElsewhereAsync(CxBotDbContext db, ConversationId conversationId, CustomerId customerId,
        DateTimeOffset began, CancellationToken cancellationToken) =>
        db.Messages.Where(m => m.Role == MessageRole.Agent && m.Kind == MessageKind.Text && m.At >= began
                && ReplyFates.Accepted.Contains(m.Delivery)
                && db.Conversations.Any(c => c.Id == m.ConversationId && c.CustomerId == customerId && c.Id != conversationId))
            .MaxAsync(m => (DateTimeOffset?)m.At, cancellationToken);

    /// <summary>Since when the customer waits who was answered: since they wrote again.</summary>
    private static Task<DateTimeOffset?> WrittenSinceAsync(CxBotDbContext db, ConversationId conversationId, long accepted,
        DateTimeOffset? elsewhere, CancellationToken cancellationToken) =>
        db.Messages.Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text
                && m.Sequence > accepted && (elsewhere == null || m.At > elsewhere))
            .MinAsync(m => (DateTimeOffset?)m.At, cancellationToken);

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
