using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover.Unasked;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Handover.Later;

/// <summary>Brings back what was put off, when its time has come or its customer writes: to who promised it where they are here, else to
/// the queue with the promise in the brief. Conditional: whoever comes second finds that it is done.</summary>
public sealed class ComingBack(HandoverTransaction transaction, CustomerNotices notices, TeamPresence team,
    IOptions<HandoverOptions> options, TimeProvider time)
{
    /// <summary>The follow-ups whose time has come, those whose customer wrote, and those that mean nothing any more.</summary>
    public async Task<IReadOnlyList<FollowUp>> DueAsync(CxBotDbContext db, int most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.FollowUps.AsNoTracking().Where(f => f.EndedAt == null).Where(f =>
                (f.CameBackAt == null && f.DueAt <= now && db.Conversations.Any(c => c.Id == f.ConversationId))
                || (f.Kind == FollowUpKind.Snooze && db.Conversations.Any(c => c.Id == f.ConversationId
                    && (c.OwnerId != f.AgentId || c.OwnerId == null
                        || (f.CameBackAt == null && c.LastCustomerSequence > f.AfterSequence)))))
            .OrderBy(f => f.DueAt).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>Brings one back that is due.</summary>
    public async Task BringBackAsync(FollowUp due, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.RunAsync(due.ConversationId, (db, conversation, token) => BringBackAsync(db, conversation, due.Id, token),
                cancellationToken);
        }
        catch (ConversationConflictException)
        {
            // Its agent, or another process, was first: looked at again in a second, if there is still something to do.
        }
    }

    /// <summary>The customer has written where an agent promised something: it comes back before the bot says a word.</summary>
    /// <returns>Whether it did; false where nothing is promised, or the promise is no longer fresh enough to count.</returns>
    public Task<bool> WroteAsync(ConversationId conversationId, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            if (conversation.Status is not (ConversationStatus.WithBot or ConversationStatus.Resolved))
                return false;
            var promise = await db.FollowUps.SingleOrDefaultAsync(f => f.ConversationId == conversationId
                && f.Kind == FollowUpKind.Promise && f.EndedAt == null && f.CameBackAt == null, token);
            if (promise is null || !await CountsAsync(db, conversation, promise, token))
                return false;
            await GiveBackAsync(db, conversation, promise, unasked: null, token);
            return true;
        }, cancellationToken);

    /// <summary>"When they write again" counts until it is over. A time counts for who writes sooner only while the end of the case is
    /// fresh.</summary>
    private async Task<bool> CountsAsync(
        CxBotDbContext db, Conversation conversation, FollowUp promise, CancellationToken cancellationToken)
    {
        if (promise.DueAt is null)
            return true;
        var since = time.GetUtcNow() - options.Value.PromiseCountsFor;
        return conversation.Status == ConversationStatus.Resolved
            && await db.Handovers.AnyAsync(h => h.ConversationId == conversation.Id && h.EndedAt >= since, cancellationToken);
    }

    private async Task BringBackAsync(CxBotDbContext db, Conversation conversation, long followUpId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await db.FollowUps.SingleOrDefaultAsync(f => f.Id == followUpId && f.EndedAt == null, cancellationToken) is not { } followUp)
            return;
        if (followUp.Kind == FollowUpKind.Snooze)
        {
            if (conversation.IsWith(followUp.AgentId))
                followUp.CameBackAt ??= now;
            else
                (followUp.EndedAt, followUp.End) = (now, FollowUpEnd.Cancelled);
        }
        else if (followUp.CameBackAt is null && followUp.DueAt <= now)
        {
            await GiveBackAsync(db, conversation, followUp, unasked: now, cancellationToken);
        }
    }

    private async Task GiveBackAsync(CxBotDbContext db, Conversation conversation, FollowUp promise, DateTimeOffset? unasked,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Who writes sooner brings the conversation back, and what was promised for a time is still owed then.
        if (promise.DueAt is null || promise.DueAt <= now)
            promise.CameBackAt = now;
        if (conversation.Status == ConversationStatus.WaitingForAgent)
        {
            var waiting = await HandoverTransaction.OpenAsync(db, conversation, cancellationToken);
            waiting.Brief = waiting.Brief with { Promised = [.. Words(promise), .. waiting.Brief.Promised] };
        }
        if (conversation.Status is not (ConversationStatus.WithBot or ConversationStatus.Resolved))
            return;
        var handover = await HandoverBeginning.AgainAsync(
            db, conversation, HandoverReason.Promised, promise.Note, now, cancellationToken);
        var agent = await team.Present(db.Users).SingleOrDefaultAsync(a => a.Id == promise.AgentId, cancellationToken);
        if (agent is not null)
            (handover.AgentId, handover.TakenAt) = (agent.Id, now);
        conversation.GoOn(agent?.Id, handover.Begun, unasked, now);
        handover.Case = conversation.CurrentCase;
        if (unasked is null)
            await TellAsync(db, conversation, handover, agent, cancellationToken);
    }

    /// <summary>Who wrote is told where it goes. Nobody else is: an agent will write, and nothing is said on their behalf.</summary>
    private Task TellAsync(CxBotDbContext db, Conversation conversation, HandoverRequest handover, Agent? agent,
        CancellationToken cancellationToken) =>
        agent is null
            ? notices.SayQueuedAsync(db, conversation, handover, null, cancellationToken)
            : notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.CameBack, To: agent.Named()), "CameBack",
                [agent.DisplayName], cancellationToken);

    private static IEnumerable<string> Words(FollowUp promise) => promise.Note is { } note ? [note] : [];
}
