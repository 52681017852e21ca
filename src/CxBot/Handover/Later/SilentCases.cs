using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Handover.Later;

/// <summary>Asks customers about what the bot alone answered, once they have been silent for <c>Surveys:AfterBotSilence</c>.</summary>
public sealed class SilentCases(
    HandoverTransaction transaction, CustomerNotices notices, TeamPresence team, IOptions<SurveyOptions> options, TimeProvider time)
{
    /// <summary>Who fell silent longer ago is asked nothing any more: after a stop, or when the setting is new.</summary>
    private static readonly TimeSpan NotLaterBy = TimeSpan.FromHours(1);

    public async Task AskAsync(CxBotDbContext db, int most, CancellationToken cancellationToken)
    {
        var after = options.Value.AfterBotSilence;
        if (after == TimeSpan.Zero || options.Value.Share <= 0)
            return;
        var now = time.GetUtcNow();
        var (before, since) = (now - after, now - after - NotLaterBy);
        var silent = await Silent(db, before).Where(c => c.LastMessageAt > since && c.StoppedAt == null)
            .Where(c => !db.Surveys.Any(s => s.CaseId == c.CurrentCase!.Id) && !db.Handovers.Any(h => h.CaseId == c.CurrentCase!.Id))
            .Where(c => db.Turns.Where(t => t.ConversationId == c.Id && t.CaseId == c.CurrentCase!.Id)
                .OrderByDescending(t => t.FirstSequence).Select(t => t.Outcome).First() == TurnOutcome.Answered)
            .OrderBy(c => c.LastMessageAt)
            .Select(c => new { c.Id, c.Channel, CaseId = c.CurrentCase!.Id, HasSeen = c.CustomerSeenSequence >= c.LastSequence })
            .Take(most).ToListAsync(cancellationToken);
        var mayRing = options.Value.MayRing(TimeZoneInfo.ConvertTime(now, team.Hours.Zone).TimeOfDay);
        foreach (var one in silent.Where(one => SurveyShare.Holds(one.CaseId, options.Value.Share)))
            // On the website nobody is rung: who has seen the answer was there to read it.
            if (db.Channels.Of(one.Channel).IsPushed ? mayRing : one.HasSeen)
                await AskAsync(one.Id, before, cancellationToken);
    }

    /// <summary>When the last word of a case was said that is closed for its silence: to ask about it is none, nor is the answer to
    /// that.</summary>
    public static async Task<DateTimeOffset?> LastWordAsync(
        CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.CurrentCase is not { Id: var caseId })
            return null;
        var asked = await db.Surveys.Where(s => s.CaseId == caseId && s.HandoverId == null).Select(s => (long?)s.Sequence)
            .SingleOrDefaultAsync(cancellationToken);
        if (asked is not { } place
            || await db.Turns.AnyAsync(t => t.CaseId == caseId && t.FirstSequence > place, cancellationToken))
            return null;
        return await db.Messages.Where(m => m.ConversationId == conversation.Id && m.Sequence < place).OrderByDescending(m => m.Sequence)
            .Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<Conversation> Silent(CxBotDbContext db, DateTimeOffset before) => db.Conversations.AsNoTracking()
        .Where(c => c.Status == ConversationStatus.WithBot && c.LastMessageAt < before && c.LastCustomerSequence == c.CoveredSequence
            && c.CurrentCase != null);

    private async Task AskAsync(ConversationId id, DateTimeOffset before, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.RunAsync(id, async (db, conversation, token) =>
            {
                if (await Silent(db, before).AnyAsync(c => c.Id == id, token))
                    await notices.AskAboutBotAsync(db, conversation, token);
            }, cancellationToken);
        }
        catch (ConversationConflictException)
        {
            // The customer, or an agent, was first.
        }
    }
}
