using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>The acts of agents on conversations that were handed over. Each act is one transaction: it changes the state and tells the
/// customer.</summary>
/// <remarks>Every act but <see cref="TryClaimAsync"/> throws <see cref="ConversationConflictException"/> where the conversation is no
/// longer that agent's; and
/// every one throws <see cref="AgentShutOutException"/> where the agent may not act any more: asked inside the act's own
/// transaction.</remarks>
public sealed class HandoverQueue(Writer writer, Feed feed, Outbox outbox, CustomerNotices notices, AuditLog audit, TimeProvider time)
{
    /// <summary>Takes a conversation that waits, or is on the shop's own phone: one conditional update, so of two agents who press at once
    /// one wins.</summary>
    /// <returns>Null for the winner; for the loser the conversation as it is now, with <see cref="Claimed.By"/> saying who has
    /// it.</returns>
    public async Task<Claimed> TryClaimAsync(string conversationId, Agent agent, CancellationToken cancellationToken)
    {
        var claimed = await writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            var conversation = await LoadAsync(db, conversationId, token);
            if (conversation.Status != ConversationStatus.WaitingForAgent && !conversation.IsOnShopPhone)
            {
                var owner = conversation.OwnerId is { } id
                    ? await db.Users.Where(a => a.Id == id).Select(a => a.DisplayName).SingleOrDefaultAsync(token) : null;
                return new Claimed(conversation.IsWith(agent.Id), owner);
            }
            if (conversation.IsOnShopPhone)
                conversation.Transfer(agent.Id);
            else
                conversation.Take(agent.Id);
            await BelongsToAsync(db, conversation, agent, token);
            await SaveAsync(db, token);
            return new Claimed(true, agent.DisplayName);
        }, cancellationToken);
        Tell(conversationId);
        return claimed;
    }

    /// <summary>Puts the conversation back into the queue, at the place it had.</summary>
    public Task ReleaseAsync(string conversationId, Agent agent, CancellationToken cancellationToken) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: false,
            (db, conversation, handover, token) => ReleaseAsync(db, conversation, handover, agent, token), cancellationToken);

    /// <summary>Puts a conversation of a disabled agent back into the queue. Nobody asks whether that agent may act.</summary>
    public Task ReleaseFromAsync(string conversationId, Agent shutOut, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            conversation.MustBeWith(shutOut.Id);
            await ReleaseAsync(db, conversation, await OpenAsync(db, conversation, token), shutOut, token);
        }, cancellationToken);

    /// <summary>Gives the conversation to another agent, who becomes its owner. An administrator may move another agent's.</summary>
    public Task TransferAsync(string conversationId, Agent agent, Agent to, bool asAdministrator, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            await ActingAgents.RequireAsync(db, to.Id, token);
            if (!asAdministrator)
                conversation.MustBeWith(agent.Id);
            else if (!conversation.IsWith(agent.Id))
                await ActingAgents.RequireAdministratorAsync(db, agent.Id, token);
            conversation.Transfer(to.Id);
            await BelongsToAsync(db, conversation, to, token);
            await GivenAsync(db, conversation, agent, to, token);
        }, cancellationToken);

    public Task ReturnToBotAsync(string conversationId, Agent agent, CancellationToken cancellationToken) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: true, async (db, conversation, handover, token) =>
        {
            handover.EndedAt = time.GetUtcNow();
            handover.Outcome = HandoverOutcome.ReturnedToBot;
            conversation.ReturnToBot();
            await notices.SayAsync(db, conversation, handover, "BackToBot", [agent.DisplayName], token);
        }, cancellationToken);

    public Task ResolveAsync(
        string conversationId, Agent agent, HandoverOutcome outcome, string? note, CancellationToken cancellationToken) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: true, async (db, conversation, handover, token) =>
        {
            handover.EndedAt = time.GetUtcNow();
            handover.Outcome = outcome;
            handover.OutcomeNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
            conversation.Resolve();
            await notices.SayAsync(db, conversation, handover, "Resolved", [agent.DisplayName], token);
        }, cancellationToken);

    /// <summary>Puts the conversation at the head of the queue, because its agent's desk is gone while the customer waits. The customer is
    /// told once.</summary>
    public Task RequeueVanishedAsync(string conversationId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            var handover = await OpenAsync(db, conversation, token);
            var agent = await db.Users.SingleAsync(a => a.Id == conversation.OwnerId, token);
            conversation.Release();
            handover.QueuedAt = DateTimeOffset.UnixEpoch;
            if (handover.ToldAgentVanished)
                return;
            handover.ToldAgentVanished = true;
            await notices.SayAsync(db, conversation, handover, "AgentVanished", [agent.DisplayName], token);
        }, cancellationToken);

    /// <summary>The shop's own phone has been silent since <paramref name="before"/>: to the queue where the customer waits for a word, and
    /// they are told; else the bot has it again.</summary>
    public Task EndShopPhoneAsync(string conversationId, DateTimeOffset before, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsOnShopPhone || conversation.ShopPhoneAt >= before)
                return;
            var handover = await OpenAsync(db, conversation, token);
            if (conversation.CustomerWaitsSince is not { } since)
            {
                handover.EndedAt = time.GetUtcNow();
                handover.Outcome = HandoverOutcome.ReturnedToBot;
                conversation.ReturnToBot();
                return;
            }
            handover.QueuedAt = since;
            conversation.Release();
            await notices.SayQueuedAsync(db, conversation, handover, null, token);
        }, cancellationToken);

    /// <summary>Blocks or unblocks the customer of a conversation. Its owner may do so, and any administrator.</summary>
    public async Task BlockAsync(string conversationId, Agent agent, bool blocked, string? address, CancellationToken cancellationToken)
    {
        await writer.RunAsync(async (db, token) =>
        {
            var conversation = await LoadAsync(db, conversationId, token);
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (!conversation.IsWith(agent.Id))
                await ActingAgents.RequireAdministratorAsync(db, agent.Id, token);
            await db.Customers.Where(customer => customer.Id == conversation.CustomerId)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Blocked, blocked), token);
            audit.Add(db, blocked ? AuditActs.CustomerBlocked : AuditActs.CustomerUnblocked, AuditActor.Of(agent, address),
                AuditSubject.Customer(conversation.CustomerId));
            await db.SaveChangesAsync(token);
        }, cancellationToken);
        Tell(conversationId);
    }

    private async Task ReleaseAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest handover, Agent agent, CancellationToken cancellationToken)
    {
        conversation.Release();
        conversation.CustomerWaitsSince ??= time.GetUtcNow();
        await notices.SayAsync(db, conversation, handover, "Released", [agent.DisplayName], cancellationToken);
    }

    private async Task BelongsToAsync(CxBotDbContext db, Conversation conversation, Agent agent, CancellationToken cancellationToken)
    {
        var handover = await OpenAsync(db, conversation, cancellationToken);
        (handover.AgentId, handover.AssignedById) = (agent.Id, agent.Id);
        handover.TakenAt ??= time.GetUtcNow();
        await notices.SayAsync(db, conversation, handover, "Taken", [agent.DisplayName], cancellationToken);
    }

    /// <summary>Another's hand made it theirs: it calls them, and is unread whatever they saw of it before.</summary>
    private static async Task GivenAsync(
        CxBotDbContext db, Conversation conversation, Agent by, Agent to, CancellationToken cancellationToken)
    {
        if (by.Id == to.Id)
            return;
        (await OpenAsync(db, conversation, cancellationToken)).AssignedById = by.Id;
        await db.AgentSeen.Where(seen => seen.AgentId == to.Id && seen.ConversationId == conversation.Id)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <param name="orOnShopPhone">Whether any agent may act while the conversation is on the shop's own phone, where no agent account owns
    /// it.</param>
    private Task OwnedAsync(string conversationId, Agent agent, bool orOnShopPhone,
        Func<CxBotDbContext, Conversation, HandoverRequest, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (!orOnShopPhone || !conversation.IsOnShopPhone)
                conversation.MustBeWith(agent.Id);
            await act(db, conversation, await OpenAsync(db, conversation, token), token);
        }, cancellationToken);

    private async Task ActAsync(
        string conversationId, Func<CxBotDbContext, Conversation, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        await writer.RunAsync(async (db, token) =>
        {
            await act(db, await LoadAsync(db, conversationId, token), token);
            await SaveAsync(db, token);
        }, cancellationToken);
        Tell(conversationId);
    }

    private void Tell(string conversationId)
    {
        feed.Publish(conversationId);
        // Every conversation behind this one in the queue has moved up.
        feed.PublishToAll();
        outbox.Wake();
    }

    private static async Task<Conversation> LoadAsync(CxBotDbContext db, string conversationId, CancellationToken cancellationToken) =>
        await db.Conversations.SingleOrDefaultAsync(c => c.Id == conversationId, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversationId} is gone.");

    private static async Task<HandoverRequest> OpenAsync(
        CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken) =>
        await db.Handovers.SingleOrDefaultAsync(h => h.Id == conversation.HandoverId, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversation.Id} has no open handover.");

    private static async Task SaveAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConversationConflictException("Somebody else was first.");
        }
    }
}

/// <summary>Whether the agent has the conversation, and the name of its owner; null where it has none.</summary>
public sealed record Claimed(bool Won, string? By);
