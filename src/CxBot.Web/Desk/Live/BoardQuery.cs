using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Live;

/// <summary>How conversations become rows.</summary>
public static class BoardQuery
{
    /// <summary>The most rows of what the bot has: nobody reads further, and "all conversations" has the rest.</summary>
    public const int MaxWithBot = 200;

    private const int MaxNamed = 400;

    /// <summary>What waits for an agent, all of it, in the order to take it, with its words.</summary>
    public static Task<IReadOnlyList<BoardRow>> WaitingAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        RowsAsync(db, QueueOrder.Waiting(db), cancellationToken);

    /// <summary>The rows of these conversations, in their order, with their words.</summary>
    public static async Task<IReadOnlyList<BoardRow>> RowsAsync(CxBotDbContext db, IQueryable<Conversation> conversations,
        CancellationToken cancellationToken)
    {
        var rows = await LightAsync(db, conversations, cancellationToken);
        var words = await RowWordsQuery.ReadAsync(db, [.. rows.Select(row => row.Row.Id)], cancellationToken);
        return [.. rows.Select(row => words.TryGetValue(row.Row.Id, out var said) ? said.On(row) : row.Bare)];
    }

    /// <summary>What agents have: first where the customer waits longest, then the latest.</summary>
    public static IQueryable<Conversation> Owned(CxBotDbContext db) =>
        db.Conversations.Where(c => c.Status == ConversationStatus.WithAgent)
            .OrderBy(c => c.CustomerWaitsSince == null).ThenBy(c => c.CustomerWaitsSince).ThenByDescending(c => c.LastMessageAt);

    internal static IQueryable<Conversation> WithBot(CxBotDbContext db) =>
        db.Conversations.Where(c => c.Status == ConversationStatus.WithBot && c.LastCustomerSequence > 0)
            .OrderByDescending(c => c.LastMessageAt).ThenBy(c => c.Id).Take(MaxWithBot);

    /// <summary>These conversations, those that are still there.</summary>
    public static IQueryable<Conversation> Of(CxBotDbContext db, IReadOnlyCollection<ConversationId> ids)
    {
        ConversationId[] asked = [.. ids];
        return db.Conversations.Where(c => asked.Contains(c.Id)).OrderBy(c => c.Id);
    }

    /// <summary>The rows of these conversations, in their order, without their words: cheap for thousands.</summary>
    internal static async Task<List<LightRow>> LightAsync(CxBotDbContext db, IQueryable<Conversation> conversations,
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
                c.CustomerId,
                c.Language,
                c.CustomerWaitsSince,
                c.FailedSequence,
                c.LastMessageAt,
                c.LastSequence,
                c.CoveredSequence,
                c.Epoch,
                c.LastCustomerSequence,
                c.AgentSeenSequence,
                OwnerSeen = db.AgentSeen.Where(s => s.AgentId == c.OwnerId && s.ConversationId == c.Id).Select(s => (long?)s.Sequence)
                    .FirstOrDefault(),
                h.AssignedById,
                CustomerName = c.Customer!.Name,
                CustomerPhone = c.Customer!.Phone,
                Reason = (HandoverReason?)h.Reason,
                Priority = (HandoverPriority?)h.Priority,
                RequestedAt = (DateTimeOffset?)h.RequestedAt,
                QueuedAt = (DateTimeOffset?)h.QueuedAt,
                h.QueuedBecause,
                h.Skill,
            }).ToListAsync(cancellationToken);
        var labels = await LabelsAsync(db, [.. found.Select(f => f.Id)], cancellationToken);
        return [.. found.Select(f => new LightRow(
            new BoardRow
            {
                Id = f.Id,
                Channel = f.Channel,
                Status = f.Status,
                OwnerId = f.OwnerId,
                CustomerId = f.CustomerId,
                CustomerName = PersonName.Read(f.CustomerName),
                Language = f.Language,
                Reason = f.Reason,
                Skill = f.Skill,
                Urgent = f.Priority == HandoverPriority.Urgent,
                WaitsSince = f.Status switch
                {
                    ConversationStatus.WaitingForAgent => f.CustomerWaitsSince ?? f.RequestedAt,
                    ConversationStatus.WithAgent => f.CustomerWaitsSince,
                    _ => null,
                },
                QueuedAt = f.QueuedAt,
                Returned = f.Status == ConversationStatus.WaitingForAgent
                    || (f.Status == ConversationStatus.WithAgent && f.QueuedBecause == QueuedBecause.Transferred) ? f.QueuedBecause : null,
                Labels = labels.GetValueOrDefault(f.Id, RowLabels.None),
                LastMessageAt = f.LastMessageAt,
                LastCustomerSequence = f.LastCustomerSequence,
                Failed = f.FailedSequence is not null,
                AssignedById = f.AssignedById,
                Unread = f.LastCustomerSequence > (f.OwnerId is null ? f.AgentSeenSequence : f.OwnerSeen ?? 0),
            },
            new RowVersion(f.LastSequence, f.CoveredSequence, f.Epoch), f.CustomerPhone))];
    }

    /// <summary>The team's labels, by name.</summary>
    internal static async Task<IReadOnlyList<BoardLabel>> LabelsAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        await db.Labels.AsNoTracking().OrderBy(l => l.NameKey).Select(l => new BoardLabel(l.Id, l.Name, l.Colour))
            .ToListAsync(cancellationToken);

    private static async Task<Dictionary<ConversationId, RowLabels>> LabelsAsync(
        CxBotDbContext db, ConversationId[] ids, CancellationToken cancellationToken)
    {
        // For thousands it costs less to read those of everything that is open than to name each.
        var asked = ids.Length > MaxNamed
            ? db.Conversations.Where(c => c.Status == ConversationStatus.WaitingForAgent || c.Status == ConversationStatus.WithAgent)
            : db.Conversations.Where(c => ids.Contains(c.Id));
        var on = await (
            from l in db.ConversationLabels
            join c in asked on new { Id = l.ConversationId, l.Case } equals new { c.Id, c.Case }
            select new { c.Id, l.LabelId }).ToListAsync(cancellationToken);
        return on.GroupBy(l => l.Id).ToDictionary(all => all.Key, all => new RowLabels([.. all.Select(l => l.LabelId).Order()]));
    }
}
