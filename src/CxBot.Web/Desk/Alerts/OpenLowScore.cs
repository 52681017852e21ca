using CxBot.Agents;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Alerts;

/// <summary>A customer gave a low score a little while ago: every lead is called once.</summary>
/// <param name="AgentId">The lead.</param>
/// <param name="CustomerName">Null where it is not known.</param>
public sealed record OpenLowScore(
    ConversationId ConversationId, long SurveyId, string AgentId, SurveyKind Kind, int Score, string? CustomerName, DateTimeOffset At)
{
    /// <summary>See <see cref="CustomerNames"/>, for who has no name.</summary>
    public CustomerId CustomerId { get; init; }

    /// <summary>Older ones stand in the reports, and call nobody who comes back to the desk.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private const int MaxOpen = 50;

    /// <summary>For all leads, the latest first.</summary>
    public static async Task<IReadOnlyList<OpenLowScore>> AllAsync(
        CxBotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Lasts;
        var low = await (
            from s in db.Surveys.AsNoTracking()
            join c in db.Conversations on s.ConversationId equals c.Id
            where s.LowSince != null && s.LowSince >= since && !c.Customer!.Blocked
            orderby s.LowSince descending, s.Id descending
            select new { s.Id, s.ConversationId, s.Kind, s.Score, s.LowSince, c.CustomerId, c.Customer!.Name })
            .Take(MaxOpen).ToListAsync(cancellationToken);
        if (low.Count == 0)
            return [];
        var leads = await (
            from agent in db.Users
            join held in db.UserRoles on agent.Id equals held.UserId
            join role in db.Roles on held.RoleId equals role.Id
            where role.Name == AgentRoles.Administrator && !agent.Disabled
            orderby agent.Id
            select agent.Id).ToListAsync(cancellationToken);
        return [.. low.SelectMany(_ => leads, (s, lead) =>
            new OpenLowScore(s.ConversationId, s.Id, lead, s.Kind, s.Score!.Value, PersonName.Read(s.Name), s.LowSince!.Value)
            {
                CustomerId = s.CustomerId,
            })];
    }
}
