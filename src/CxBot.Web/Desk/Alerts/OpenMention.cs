using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Alerts;

/// <summary>A note names an agent who has not read it yet.</summary>
/// <param name="By">The name of the note's author; null where the account is gone.</param>
/// <param name="CustomerName">Null where it is not known.</param>
public sealed record OpenMention(
    ConversationId ConversationId, long Sequence, string AgentId, string? By, string? CustomerName, DateTimeOffset At)
{
    /// <summary>See <see cref="CustomerNames"/>, for who has no name.</summary>
    public CustomerId CustomerId { get; init; }

    /// <summary>What nobody looked at for so long calls nobody any more.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    private const int MaxOpen = 500;

    /// <summary>Of all agents, the latest first.</summary>
    public static async Task<IReadOnlyList<OpenMention>> AllAsync(CxBotDbContext db, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var since = now - Lasts;
        var open = await (
            from m in db.AgentMentions.AsNoTracking()
            join c in db.Conversations on m.ConversationId equals c.Id
            where m.IsOpen && m.At >= since
            orderby m.At descending
            select new
            {
                m.ConversationId,
                m.Sequence,
                m.AgentId,
                By = db.Users.Where(a => a.Id == m.ById).Select(a => a.DisplayName).FirstOrDefault(),
                Name = c.Customer!.Name,
                m.At,
                c.CustomerId,
            }).Take(MaxOpen).ToListAsync(cancellationToken);
        return [.. open.Select(m => new OpenMention(m.ConversationId, m.Sequence, m.AgentId, m.By, PersonName.Read(m.Name), m.At)
        {
            CustomerId = m.CustomerId,
        })];
    }
}
