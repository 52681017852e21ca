using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Customers;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Facts;

/// <summary>Reads what a case's facts come from.</summary>
internal static class CaseLogReader
{
    /// <returns>Null where the case is gone, or its customer is erased: then its facts stay as they are.</returns>
    public static async Task<CaseLog?> ReadAsync(CxBotDbContext db, long caseId, CancellationToken cancellationToken)
    {
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == caseId, cancellationToken) is not { } one)
            return null;
        if (await db.Conversations.AsNoTracking().Where(c => c.Id == one.ConversationId)
            .Select(c => new { c.CustomerId, c.Customer!.Blocked, c.Language }).SingleOrDefaultAsync(cancellationToken) is not { } where)
            return null;
        var events = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var turns = await db.Turns.AsNoTracking().Where(t => t.CaseId == caseId).OrderBy(t => t.At).ThenBy(t => t.FirstSequence)
            .ToListAsync(cancellationToken);
        var known = await IsKnownAsync(db, where.CustomerId, cancellationToken);
        return new CaseLog(
            one, events, turns, await SaidAsync(db, one, events, cancellationToken),
            known && one.EndedAt is { } ended ? await LaterAsync(db, one, where.CustomerId, ended, cancellationToken) : [],
            await db.Surveys.AsNoTracking().Where(s => s.CaseId == caseId).OrderBy(s => s.Id).ToListAsync(cancellationToken),
            known,
            where.Blocked,
            where.Language);
    }

    private static async Task<List<SaidMessage>> SaidAsync(
        CxBotDbContext db, CustomerCase one, List<CaseEvent> events, CancellationToken cancellationToken)
    {
        var places = events.Select(e => e.ConversationId).Append(one.ConversationId).Distinct().ToList();
        // What people say in the moment of the end belongs to it; what follows is another matter.
        var until = one.EndedAt ?? DateTimeOffset.MaxValue;
        return await db.Messages.AsNoTracking()
            .Where(m => places.Contains(m.ConversationId) && m.Kind == MessageKind.Text && m.At >= one.OpenedAt && m.At <= until
                && (m.Role == MessageRole.Customer || m.Role == MessageRole.Agent || m.Helpful != null))
            .OrderBy(m => m.At)
            .Select(m => new SaidMessage(
                m.ConversationId, m.Sequence, m.At, m.Role, m.Delivery == DeliveryStatus.Failed, m.AgentId, m.Helpful))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The first question of each case that the customer began within the time in which they count as back.</summary>
    private static async Task<List<LaterQuestion>> LaterAsync(
        CxBotDbContext db, CustomerCase one, CustomerId customerId, DateTimeOffset ended, CancellationToken cancellationToken)
    {
        var until = ended + CaseOutcomes.Durable;
        var later = await CustomerCase.Of(db, customerId).AsNoTracking()
            .Where(c => c.Id != one.Id && c.OpenedAt > one.OpenedAt && c.OpenedAt <= until
                // What went on as another case was a part of it.
                && !db.CaseEvents.Any(e => e.CaseId == c.Id && e.Kind == CaseEventKind.Joined))
            .Select(c => new
            {
                c.OpenedAt,
                Topic = db.Turns.Where(t => t.CaseId == c.Id && t.ArticleId != null).OrderBy(t => t.At).ThenBy(t => t.FirstSequence)
                    .Select(t => t.ArticleId).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. later.Where(c => c.Topic is not null).Select(c => new LaterQuestion(c.OpenedAt, c.Topic!.Value))];
    }

    private static Task<bool> IsKnownAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i => i.CustomerId == customerId && i.Kind != CustomerAddress.VisitorKind, cancellationToken);
}
