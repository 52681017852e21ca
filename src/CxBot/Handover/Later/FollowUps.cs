using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover.Later;

/// <summary>What agents do with what they put off; what comes back by itself is for <see cref="ComingBack"/>.</summary>
public sealed class FollowUps(HandoverTransaction transaction, TimeProvider time)
{
    /// <summary>Puts something off, in place of what of this kind was put off before.</summary>
    /// <exception cref="ConversationConflictException">It is another agent's conversation; or, for a snooze, not this agent's.</exception>
    /// <exception cref="FollowUpTimeException">The time is over, or too far away.</exception>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public Task SetAsync(ConversationId conversationId, Agent agent, FollowUpKind kind, FollowUpPlan plan,
        CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (kind == FollowUpKind.Snooze || conversation.OwnerId is not (null or Conversation.ShopPhone))
                conversation.MustBeWith(agent.Id);
            await AddAsync(db, conversation, agent, kind, plan, time.GetUtcNow(), token);
        }, cancellationToken);

    /// <summary>Ends what was put off, because it is done or because it is not wanted any more. Its agent may, the owner of the
    /// conversation, and any administrator.</summary>
    /// <exception cref="ConversationConflictException">It is over already.</exception>
    /// <exception cref="AgentShutOutException">The agent may not act any more, or it is none of theirs.</exception>
    public Task EndAsync(ConversationId conversationId, long followUpId, Agent agent, FollowUpEnd end,
        CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            var followUp = await db.FollowUps.SingleOrDefaultAsync(
                f => f.Id == followUpId && f.ConversationId == conversation.Id && f.EndedAt == null, token)
                ?? throw new ConversationConflictException($"Follow-up {followUpId} is over.");
            if (followUp.AgentId != agent.Id && !conversation.IsWith(agent.Id))
                await ActingAgents.RequireAdministratorAsync(db, agent.Id, token);
            (followUp.EndedAt, followUp.End) = (time.GetUtcNow(), end);
        }, cancellationToken);

    /// <summary>Puts something off inside an act's own transaction; the caller saves.</summary>
    internal static async Task AddAsync(CxBotDbContext db, Conversation conversation, Agent agent, FollowUpKind kind, FollowUpPlan plan,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (plan.DueAt <= now)
            throw new FollowUpTimeException("The time is over.");
        if (plan.DueAt > now + FollowUp.Farthest)
            throw new FollowUpTimeException("The time is more than a year away.");
        await db.FollowUps.Where(f => f.ConversationId == conversation.Id && f.Kind == kind && f.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.EndedAt, now).SetProperty(f => f.End, FollowUpEnd.Replaced),
                cancellationToken);
        var note = string.IsNullOrWhiteSpace(plan.Note) ? null : plan.Note.Trim();
        db.FollowUps.Add(new FollowUp
        {
            ConversationId = conversation.Id,
            Kind = kind,
            AgentId = agent.Id,
            DueAt = plan.DueAt,
            Note = note is { Length: > FollowUp.MaxNoteLength } ? note[..FollowUp.MaxNoteLength] : note,
            AfterSequence = conversation.LastCustomerSequence,
            CreatedAt = now,
        });
    }

    /// <summary>The case ends: what came back for it is kept. What is still to come stays.</summary>
    internal static Task KeptAsync(CxBotDbContext db, ConversationId conversationId, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        EndAsync(db.FollowUps.Where(f => f.ConversationId == conversationId && f.CameBackAt != null), now, cancellationToken);

    /// <summary>The agent has answered: a snooze that came back has done its work.</summary>
    internal static Task AnsweredAsync(CxBotDbContext db, ConversationId conversationId, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        EndAsync(db.FollowUps.Where(f =>
            f.ConversationId == conversationId && f.Kind == FollowUpKind.Snooze && f.CameBackAt != null), now, cancellationToken);

    /// <summary>The end of the case is taken back, and with it the end of what was kept with it.</summary>
    internal static Task OpenAgainAsync(
        CxBotDbContext db, ConversationId conversationId, DateTimeOffset ended, CancellationToken cancellationToken) =>
        db.FollowUps.Where(f => f.ConversationId == conversationId && f.EndedAt == ended && f.End == FollowUpEnd.Done
                && !db.FollowUps.Any(o => o.ConversationId == conversationId && o.Kind == f.Kind && o.EndedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.EndedAt, (DateTimeOffset?)null)
                .SetProperty(f => f.End, (FollowUpEnd?)null), cancellationToken);

    /// <summary>The customer goes on elsewhere, and what they were promised goes with them.</summary>
    internal static Task GoOnAsync(CxBotDbContext db, ConversationId fromId, ConversationId toId, CancellationToken cancellationToken) =>
        db.FollowUps.Where(f => f.ConversationId == fromId && f.Kind == FollowUpKind.Promise && f.EndedAt == null
                && !db.FollowUps.Any(o => o.ConversationId == toId && o.Kind == f.Kind && o.EndedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.ConversationId, toId), cancellationToken);

    private static Task EndAsync(IQueryable<FollowUp> some, DateTimeOffset now, CancellationToken cancellationToken) =>
        some.Where(f => f.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.EndedAt, now).SetProperty(f => f.End, FollowUpEnd.Done), cancellationToken);
}

/// <summary>Nothing is put off into the past, or for more than <see cref="FollowUp.Farthest"/>.</summary>
public sealed class FollowUpTimeException(string message) : InvalidOperationException(message);
