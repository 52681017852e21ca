using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>Clears away what one network address has put into the queue.</summary>
public sealed class AddressClearing(Writer writer, Feed feed, Outbox outbox, CustomerNotices notices, AuditLog audit, TimeProvider time)
{
    /// <summary>Others wait for the same writer.</summary>
    private const int MaxAtOnce = 50;

    /// <summary>What this agent would clear away: what waits, and what they have themselves. A colleague's stays.</summary>
    public static IQueryable<Conversation> Of(CxBotDbContext db, string addressHash, string agentId) =>
        HandoverShare.Open(db, addressHash).Where(c => c.Status == ConversationStatus.WaitingForAgent || c.OwnerId == agentId);

    /// <summary>Ends all of it as spam; the customers are told.</summary>
    /// <param name="conversationId">One of the address's conversations.</param>
    /// <returns>How many were ended.</returns>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public async Task<int> ResolveAsync(ConversationId conversationId, Agent agent, AuditActor actor, CancellationToken cancellationToken)
    {
        var all = 0;
        IReadOnlyList<ConversationId> some;
        do
        {
            some = await writer.RunAsync((db, token) => ResolveSomeAsync(db, conversationId, agent, actor, token), cancellationToken);
            foreach (var id in some)
                feed.Publish(id);
            all += some.Count;
        }
        while (some.Count == MaxAtOnce);
        // Everyone behind them in the queue has moved.
        feed.PublishToAll();
        outbox.Wake();
        return all;
    }

    private async Task<IReadOnlyList<ConversationId>> ResolveSomeAsync(
        CxBotDbContext db, ConversationId conversationId, Agent agent, AuditActor actor, CancellationToken cancellationToken)
    {
        await ActingAgents.RequireAsync(db, agent.Id, cancellationToken);
        if (await db.Conversations.Where(c => c.Id == conversationId).Select(c => c.AddressHash)
            .SingleOrDefaultAsync(cancellationToken) is not { } address)
            return [];
        var open = await Of(db, address, agent.Id).OrderBy(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var conversation in open)
        {
            var handover = await db.Handovers.SingleAsync(h => h.Id == conversation.HandoverId, cancellationToken);
            var now = time.GetUtcNow();
            if (conversation.Status == ConversationStatus.WaitingForAgent)
                conversation.Take(agent.Id, now);
            handover.AgentId = agent.Id;
            handover.EndedAt = now;
            handover.Outcome = HandoverOutcome.Spam;
            conversation.Resolve(HandoverOutcome.Spam, now);
            await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Resolved, agent.Named()), "Resolved",
                [agent.DisplayName], cancellationToken);
        }
        if (open.Count > 0)
            audit.Add(db, AuditActs.QueueCleared, actor, null,
                ("conversations", open.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
        return [.. open.Select(c => c.Id)];
    }
}
