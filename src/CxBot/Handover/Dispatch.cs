using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Storage;

namespace CxBot.Handover;

/// <summary>What an agent does with conversations that wait, without having them: gives them to a colleague, or ends them.</summary>
/// <remarks>Each act is one transaction under the conversation's epoch, so of two agents who press at once one wins.</remarks>
public sealed class Dispatch(HandoverTransaction transaction, CustomerNotices notices, TimeProvider time)
{
    /// <summary>Gives a conversation that waits to an agent, who becomes its owner.</summary>
    /// <exception cref="ConversationConflictException">It waits no longer.</exception>
    /// <exception cref="AgentShutOutException">One of the two may not act any more.</exception>
    public Task AssignAsync(ConversationId conversationId, Agent agent, Agent to, CancellationToken cancellationToken) =>
        ActAsync(conversationId, agent, async (db, conversation, handover, token) =>
        {
            await ActingAgents.RequireAsync(db, to.Id, token);
            conversation.Take(to.Id, time.GetUtcNow());
            (handover.AgentId, handover.AssignedById) = (to.Id, agent.Id);
            handover.TakenAt ??= time.GetUtcNow();
            await notices.SayAsync(db, conversation, handover,
                new HandoverAct(HandoverActKind.Assigned, agent.Named(), to.Named()), "Taken", [to.DisplayName], token);
        }, cancellationToken);

    /// <summary>Ends a conversation that waits: taken and resolved in one, and the customer hears once.</summary>
    /// <exception cref="ConversationConflictException">It waits no longer.</exception>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public Task ResolveAsync(
        ConversationId conversationId, Agent agent, HandoverOutcome outcome, string? note, CancellationToken cancellationToken) =>
        ActAsync(conversationId, agent, async (db, conversation, handover, token) =>
        {
            var now = time.GetUtcNow();
            conversation.Take(agent.Id, now);
            handover.AgentId = agent.Id;
            handover.EndedAt = now;
            handover.Outcome = outcome;
            handover.OutcomeNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
            conversation.Resolve(outcome, now);
            await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Resolved, agent.Named()), "Resolved",
                [agent.DisplayName], token);
        }, cancellationToken);

    private Task ActAsync(ConversationId conversationId, Agent agent,
        Func<CxBotDbContext, Conversation, HandoverRequest, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            await act(db, conversation, await HandoverTransaction.OpenAsync(db, conversation, token), token);
        }, cancellationToken);
}
