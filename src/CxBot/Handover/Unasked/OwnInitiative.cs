using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover.Unasked;

/// <summary>What agents begin themselves, where no customer asked for a person: they take a conversation from the bot, or open again what
/// was resolved. Both are the same case, under a handover of its own.</summary>
public sealed class OwnInitiative(HandoverTransaction transaction, HandoverQueue queue, CustomerNotices notices, TimeProvider time)
{
    /// <summary>Takes a conversation that the bot has, or that is resolved; where it waits by now, it is taken from the queue. Of two
    /// agents who press at once one wins, and a turn of the bot that is under way loses.</summary>
    /// <returns>As <see cref="HandoverQueue.TryClaimAsync"/> does.</returns>
    /// <exception cref="CustomerStoppedException">The customer's last word was STOP: nobody writes to them first.</exception>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public async Task<Claimed> TakeAsync(ConversationId conversationId, Agent agent, CancellationToken cancellationToken)
    {
        var taken = await transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (conversation.Status is not (ConversationStatus.WithBot or ConversationStatus.Resolved))
                return false;
            await MustNotBeStoppedAsync(db, conversation, token);
            var now = time.GetUtcNow();
            var again = conversation.Status == ConversationStatus.Resolved;
            var handover = again
                ? await HandoverBeginning.AgainAsync(db, conversation, HandoverReason.Reopened, null, now, token)
                : await HandoverBeginning.NewAsync(db, conversation, HandoverReason.TakenByAgent, now, token);
            (handover.AgentId, handover.AssignedById, handover.TakenAt) = (agent.Id, agent.Id, now);
            conversation.GoOn(agent.Id, handover.Begun, now, now);
            handover.Case = conversation.CurrentCase;
            var act = new HandoverAct(again ? HandoverActKind.Reopened : HandoverActKind.TakenFromBot, agent.Named());
            await notices.SayAsync(db, conversation, handover, act, again ? "Reopened" : "TakenFromBot", [agent.DisplayName], token);
            return true;
        }, cancellationToken);
        return taken ? new Claimed(true, agent.DisplayName) : await queue.TryClaimAsync(conversationId, agent, cancellationToken);
    }

    private static async Task MustNotBeStoppedAsync(CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.StoppedAt is null)
            return;
        var last = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text)
            .OrderByDescending(m => m.Sequence).FirstOrDefaultAsync(cancellationToken);
        if (last?.Content.Consent is not null)
            throw new CustomerStoppedException(conversation.Id);
    }
}

/// <summary>The customer wants nothing that we begin, and has written nothing since.</summary>
public sealed class CustomerStoppedException(ConversationId conversationId)
    : ConversationConflictException($"The customer of conversation {conversationId} wants nothing that we begin.");
