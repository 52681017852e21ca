using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>The one order in which those who wait are taken: urgent first, then who waits longest. The desk lists by it, and customers are
/// told their place in it.</summary>
public static class QueueOrder
{
    /// <summary>Since when a waiting customer counts as waiting. Whoever comes back into the queue keeps the wait that they had.</summary>
    public static DateTimeOffset Since(Conversation conversation, HandoverRequest handover) =>
        conversation.CustomerWaitsSince ?? handover.RequestedAt;

    /// <summary>Everyone who waits, the first to be taken first.</summary>
    public static IQueryable<Conversation> Waiting(CxBotDbContext db) =>
        from c in db.Conversations
        join h in db.Handovers on c.HandoverId equals (long?)h.Id
        where c.Status == ConversationStatus.WaitingForAgent
        orderby h.Priority == HandoverPriority.Urgent descending, c.CustomerWaitsSince ?? h.RequestedAt, h.Id
        select c;

    /// <summary>The place of one who waits, from 1. The conversation itself is taken as given, the others as stored.</summary>
    public static async Task<int> PlaceAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest handover, CancellationToken cancellationToken)
    {
        var urgent = handover.Priority == HandoverPriority.Urgent;
        var since = Since(conversation, handover);
        var others =
            from c in db.Conversations
            join h in db.Handovers on c.HandoverId equals (long?)h.Id
            where c.Status == ConversationStatus.WaitingForAgent && h.Id != handover.Id
            select new { h.Id, h.Priority, Since = c.CustomerWaitsSince ?? h.RequestedAt };
        var before = await others.CountAsync(other => (!urgent && other.Priority == HandoverPriority.Urgent)
            || (other.Priority == handover.Priority
                && (other.Since < since || (other.Since == since && other.Id < handover.Id))), cancellationToken);
        return before + 1;
    }
}
