using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>What an agent does with conversations that wait, without having them: gives them to a colleague, or ends them.</summary>
/// <remarks>Each act is one transaction under the conversation's epoch, so of two agents who press at once one wins.</remarks>
public sealed class Dispatch(Writer writer, Feed feed, Outbox outbox, CustomerNotices notices, TimeProvider time)
{
    /// <summary>Gives a conversation that waits to an agent, who becomes its owner.</summary>
    /// <exception cref="ConversationConflictException">It waits no longer.</exception>
    /// <exception cref="AgentShutOutException">One of the two may not act any more.</exception>
    public Task AssignAsync(string conversationId, Agent agent, Agent to, CancellationToken cancellationToken) =>
        ActAsync(conversationId, agent, async (db, conversation, handover, token) =>
        {
            await ActingAgents.RequireAsync(db, to.Id, token);
            conversation.Take(to.Id);
            handover.AgentId = to.Id;
            handover.TakenAt ??= time.GetUtcNow();
            await notices.SayAsync(db, conversation, handover, "Taken", [to.DisplayName], token);
        }, cancellationToken);

    /// <summary>Ends a conversation that waits: taken and resolved in one, and the customer hears once.</summary>
    /// <exception cref="ConversationConflictException">It waits no longer.</exception>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public Task ResolveAsync(
        string conversationId, Agent agent, HandoverOutcome outcome, string? note, CancellationToken cancellationToken) =>
        ActAsync(conversationId, agent, async (db, conversation, handover, token) =>
        {
            conversation.Take(agent.Id);
            handover.AgentId = agent.Id;
            handover.EndedAt = time.GetUtcNow();
            handover.Outcome = outcome;
            handover.OutcomeNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
            conversation.Resolve();
            await notices.SayAsync(db, conversation, handover, "Resolved", [agent.DisplayName], token);
        }, cancellationToken);

    private async Task ActAsync(string conversationId, Agent agent,
        Func<CxBotDbContext, Conversation, HandoverRequest, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await writer.RunAsync(async (db, token) =>
            {
                await ActingAgents.RequireAsync(db, agent.Id, token);
                var conversation = await db.Conversations.SingleOrDefaultAsync(c => c.Id == conversationId, token)
                    ?? throw new ConversationConflictException($"Conversation {conversationId} is gone.");
                var handover = await db.Handovers.SingleOrDefaultAsync(h => h.Id == conversation.HandoverId, token)
                    ?? throw new ConversationConflictException($"Conversation {conversationId} has no open handover.");
                await act(db, conversation, handover, token);
                await db.SaveChangesAsync(token);
            }, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConversationConflictException("Somebody else was first.");
        }
        feed.Publish(conversationId);
        // Every conversation behind this one in the queue has moved up.
        feed.PublishToAll();
        outbox.Wake();
    }
}
