using CxBot.Handover.Later;
using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Later;

/// <summary>Something that an agent put off, as the desk shows it.</summary>
/// <param name="Id">The follow-up.</param>
/// <param name="AgentId">Whose it is.</param>
/// <param name="DueAt">When it comes back; null: when the customer writes again.</param>
/// <param name="CameBackAt">When it came back; null while it is still to come.</param>
/// <param name="Wakes">The customer wrote since it was put off.</param>
public sealed record LaterRow(long Id, ConversationId ConversationId, FollowUpKind Kind, string AgentId, string? AgentName,
    DateTimeOffset? DueAt, DateTimeOffset? CameBackAt, string? Note, bool Wakes)
{
    public FollowUpPlan Plan => new(DueAt, Note);

    /// <summary>It is out of its owner's list.</summary>
    public bool Hides => Kind == FollowUpKind.Snooze && CameBackAt is null && !Wakes;

    /// <summary>What is open of some conversations: what came back first, then by time, and last what waits for a customer's
    /// word.</summary>
    /// <param name="conversationId">Of this conversation; null: of all.</param>
    public static async Task<IReadOnlyList<LaterRow>> OpenAsync(
        CxBotDbContext db, ConversationId? conversationId, CancellationToken cancellationToken)
    {
        var open = await (
            from f in db.FollowUps.AsNoTracking()
            join c in db.Conversations on f.ConversationId equals c.Id
            where f.EndedAt == null && (conversationId == null || f.ConversationId == conversationId)
            select new LaterRow(f.Id, f.ConversationId, f.Kind, f.AgentId,
                db.Users.Where(a => a.Id == f.AgentId).Select(a => a.DisplayName).FirstOrDefault(), f.DueAt, f.CameBackAt, f.Note,
                c.LastCustomerSequence > f.AfterSequence)).ToListAsync(cancellationToken);
        return [.. open.OrderBy(row => row.CameBackAt is null).ThenBy(row => row.DueAt ?? DateTimeOffset.MaxValue).ThenBy(row => row.Id)];
    }

    /// <summary>A row with what was put off of it.</summary>
    public static BoardRow Mark(BoardRow row, IEnumerable<LaterRow> later) => later.FirstOrDefault() is not { } first ? row : row with
    {
        DueAt = first.CameBackAt ?? first.DueAt,
        Snoozed = later.Any(l => l.Hides && l.AgentId == row.OwnerId),
    };
}
