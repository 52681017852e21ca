using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover.Later;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>Takes an act back that ended an agent's conversation: it was released, given back to the bot, or resolved.</summary>
public sealed class UndoneActs(HandoverTransaction transaction, CustomerNotices notices, TimeProvider time)
{
    /// <summary>Gives the conversation back to who had it, under the same handover, as if it had never ended; the customer is
    /// told.</summary>
    /// <exception cref="ConversationConflictException">It has changed since: somebody took it, or the customer went on.</exception>
    /// <exception cref="AgentShutOutException">The agent, or who had it, may not act any more.</exception>
    public Task UndoAsync(UndoableAct act, Agent agent, CancellationToken cancellationToken) =>
        transaction.RunAsync(act.ConversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (act.AgentId != agent.Id)
                await ActingAgents.RequireAsync(db, act.OwnerId, token);
            if (act.AgentId != agent.Id && act.OwnerId != agent.Id)
                throw new ConversationConflictException("The act was another agent's.");
            if (conversation.Epoch != act.Epoch)
                throw new ConversationConflictException($"Conversation {conversation.Id} has changed since.");
            var handover = await db.Handovers.SingleAsync(h => h.Id == act.HandoverId, token);
            if (handover.EndedAt is { } ended)
                await FollowUps.OpenAgainAsync(db, conversation.Id, ended, token);
            (handover.EndedAt, handover.Outcome, handover.OutcomeNote) = (null, null, null);
            conversation.Restore(act.OwnerId, handover.Id, act.WaitedSince, act.SaidBefore, time.GetUtcNow());
            var owner = await db.Users.SingleAsync(a => a.Id == act.OwnerId, token);
            await notices.SayAsync(db, conversation, handover,
                new HandoverAct(HandoverActKind.Undone, agent.Named(), owner.Named()), "Undone", [owner.DisplayName], token);
        }, cancellationToken);
}

/// <summary>What is needed to take an act back, as long as nothing else has changed the conversation.</summary>
/// <param name="AgentId">Who did it.</param>
/// <param name="OwnerId">Who had the conversation.</param>
/// <param name="Epoch">The conversation's after the act: the condition.</param>
/// <param name="WaitedSince">Since when the customer waited for a word, before the act.</param>
/// <param name="SaidBefore">The customer's last message before the act.</param>
public sealed record UndoableAct(
    ConversationId ConversationId, string AgentId, string OwnerId, long HandoverId, long Epoch, DateTimeOffset? WaitedSince,
    long SaidBefore);
