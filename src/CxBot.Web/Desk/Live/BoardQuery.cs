using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Live;

/// <summary>How conversations become rows.</summary>
public static class BoardQuery
{
    private const int MaxWordsLength = 160;

    /// <summary>The most rows of one kind that a desk shows at once; nobody reads further, and the count says the rest.</summary>
    public const int Most = 200;

    /// <summary>What waits for an agent, in the order to take it.</summary>
    public static Task<IReadOnlyList<BoardRow>> WaitingAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        RowsAsync(db, QueueOrder.Waiting(db).Take(Most), cancellationToken);

    /// <summary>What agents have: first where the customer waits longest, then the latest.</summary>
    public static Task<IReadOnlyList<BoardRow>> OwnedAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        RowsAsync(db, db.Conversations.Where(c => c.Status == ConversationStatus.WithAgent)
            .OrderBy(c => c.CustomerWaitsSince == null).ThenBy(c => c.CustomerWaitsSince).ThenByDescending(c => c.LastMessageAt),
            cancellationToken);

    /// <summary>These conversations, those that are still there.</summary>
    public static async Task<IReadOnlyList<BoardRow>> OfAsync(CxBotDbContext db, string[] ids, CancellationToken cancellationToken) =>
        ids.Length == 0 ? [] : await RowsAsync(db, db.Conversations.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id), cancellationToken);

    /// <summary>The rows of these conversations, in their order.</summary>
    public static async Task<IReadOnlyList<BoardRow>> RowsAsync(CxBotDbContext db, IQueryable<Conversation> conversations,
        CancellationToken cancellationToken)
    {
        var found = await (
            from c in conversations.AsNoTracking()
            from h in db.Handovers.Where(h => (long?)h.Id == c.HandoverId).DefaultIfEmpty()
            select new
            {
                c.Id,
                c.Channel,
                c.Status,
                c.OwnerId,
                c.CustomerWaitsSince,
                c.LastMessageAt,
                c.LastCustomerSequence,
                c.AgentSeenSequence,
                CustomerName = c.Customer!.Name,
                CustomerPhone = c.Customer!.Phone,
                CustomerNumber = db.CustomerIdentities.Where(i => i.CustomerId == c.CustomerId && i.Channel == c.Channel
                    && i.Kind == PersonOnChannel.PhoneKind).Select(i => "+" + i.Value).FirstOrDefault(),
                OwnerName = db.Users.Where(a => a.Id == c.OwnerId).Select(a => a.DisplayName).FirstOrDefault(),
                Reason = (HandoverReason?)h.Reason,
                Priority = (HandoverPriority?)h.Priority,
                RequestedAt = (DateTimeOffset?)h.RequestedAt,
                QueuedAt = (DateTimeOffset?)h.QueuedAt,
                h.QueuedBecause,
                h.Skill,
                LastSaid = db.Messages
                    .Where(m => m.ConversationId == c.Id && m.Kind == MessageKind.Text
                        && (m.Role == MessageRole.Customer || m.Role == MessageRole.Agent))
                    .Max(m => (long?)m.Sequence),
            }).ToListAsync(cancellationToken);

        var said = await LastWordsAsync(db, [.. found.Where(f => f.LastSaid != null).Select(f => f.Id)],
            [.. found.Where(f => f.LastSaid != null).Select(f => f.LastSaid!.Value).Distinct()], cancellationToken);
        return [.. found.Select(f =>
        {
            var last = f.LastSaid is { } sequence ? said.GetValueOrDefault((f.Id, sequence)) : null;
            var waits = f.Status switch
            {
                ConversationStatus.WaitingForAgent => f.CustomerWaitsSince ?? f.RequestedAt,
                ConversationStatus.WithAgent => f.CustomerWaitsSince,
                _ => null,
            };
            return new BoardRow
            {
                Id = f.Id,
                Channel = f.Channel,
                Status = f.Status,
                OwnerId = f.OwnerId,
                OwnerName = f.OwnerName,
                CustomerName = PersonName.Read(f.CustomerName) ?? f.CustomerNumber ?? f.CustomerPhone,
                Reason = f.Reason,
                Skill = f.Skill,
                Urgent = f.Priority == HandoverPriority.Urgent,
                WaitsSince = waits,
                QueuedAt = f.QueuedAt,
                Back = f.Status == ConversationStatus.WaitingForAgent
                    || (f.Status == ConversationStatus.WithAgent && f.QueuedBecause == QueuedBecause.Transferred) ? f.QueuedBecause : null,
                LastWords = last?.Text,
                LastRole = last?.Role,
                LastMessageAt = f.LastMessageAt,
                LastCustomerSequence = f.LastCustomerSequence,
                Unread = f.LastCustomerSequence > f.AgentSeenSequence,
            };
        })];
    }

    private static async Task<Dictionary<(string, long), LastSaid>> LastWordsAsync(
        CxBotDbContext db, string[] ids, long[] sequences, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return [];
        // A few rows too many (each id with each sequence) cost less than a window over the whole log, which is what SQLite would make of
        // "the last one of each".
        var rows = await db.Messages.AsNoTracking()
            .Where(m => ids.Contains(m.ConversationId) && sequences.Contains(m.Sequence))
            .Select(m => new { m.ConversationId, m.Sequence, m.Role, Text = m.Text.Substring(0, MaxWordsLength) })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(r => (r.ConversationId, r.Sequence), r => new LastSaid(r.Role, r.Text));
    }

    private sealed record LastSaid(MessageRole Role, string Text);
}
