using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Words;
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

    /// <summary>Puts the conversation back into the queue. The customer keeps the wait that they had, and is told their place.</summary>
    public Task ReleaseAsync(string conversationId, Agent agent, CancellationToken cancellationToken) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: false,
            (db, conversation, handover, token) =>
            {
                BackIntoQueue(conversation, handover, QueuedBecause.Released);
                return notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Released, agent.Named()),
                    CustomerWords.Say("Released", conversation.Language, agent.DisplayName), token);
            }, cancellationToken);

    /// <summary>Puts a conversation of a disabled agent back into the queue. Nobody asks whether that agent may act. A customer who waits
    /// for nothing is told nothing, and waits from now on. Where the agent does not have it any more, nothing happens.</summary>
    public Task ReleaseFromAsync(string conversationId, Agent shutOut, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsWith(shutOut.Id))
                return;
            var waited = conversation.CustomerWaitsSince is not null;
            conversation.CustomerWaitsSince ??= time.GetUtcNow();
            var handover = await OpenAsync(db, conversation, token);
            BackIntoQueue(conversation, handover, QueuedBecause.AgentDisabled);
            if (waited)
                await notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.AgentDisabled, shutOut.Named()),
                    CustomerWords.Say("AgentLeft", conversation.Language, shutOut.DisplayName), token);
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
            if (to.Id == agent.Id)
            {
                await BelongsToAsync(db, conversation, to, token);
                return;
            }
            var handover = await GiveAsync(db, conversation, to, token);
            handover.QueuedBecause = QueuedBecause.Transferred;
            await notices.SayAsync(db, conversation, handover,
                new HandoverAct(HandoverActKind.Transferred, agent.Named(), to.Named()), "Transferred", [to.DisplayName], token);
        }, cancellationToken);

    public Task ReturnToBotAsync(string conversationId, Agent agent, CancellationToken cancellationToken) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: true, async (db, conversation, handover, token) =>
        {
            handover.EndedAt = time.GetUtcNow();
            handover.Outcome = HandoverOutcome.ReturnedToBot;
            conversation.ReturnToBot();
            await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.ReturnedToBot, agent.Named()), "BackToBot",
                [agent.DisplayName], token);
        }, cancellationToken);

    public Task ResolveAsync(
        string conversationId, Agent agent, HandoverOutcome outcome, string? note, CancellationToken cancellationToken) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: true, async (db, conversation, handover, token) =>
        {
            handover.EndedAt = time.GetUtcNow();
            handover.Outcome = outcome;
            handover.OutcomeNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
            conversation.Resolve();
            await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Resolved, agent.Named()), "Resolved",
                [agent.DisplayName], token);
        }, cancellationToken);

    /// <summary>Puts the conversation back into the queue with the wait that its customer has, because its agent's desk is gone. The
    /// customer is told once. Where the agent does not have it any more, or has answered, nothing happens.</summary>
    /// <param name="vanishedId">The agent whose desk is gone.</param>
    public Task RequeueVanishedAsync(string conversationId, string vanishedId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsWith(vanishedId) || conversation.CustomerWaitsSince is null)
                return;
            var handover = await OpenAsync(db, conversation, token);
            var agent = await db.Users.SingleAsync(a => a.Id == vanishedId, token);
            BackIntoQueue(conversation, handover, QueuedBecause.AgentVanished);
            if (handover.ToldAgentVanished)
                return;
            handover.ToldAgentVanished = true;
            await notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.AgentVanished, agent.Named()),
                CustomerWords.Say("AgentVanished", conversation.Language, agent.DisplayName), token);
        }, cancellationToken);

    /// <summary>The shop's own phone has been silent since <paramref name="before"/>: to the queue where the customer waits for a word, and
    /// they are told; else the bot has it again.</summary>
    public Task EndShopPhoneAsync(string conversationId, DateTimeOffset before, CancellationToken cancellationToken) =>
        ActAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsOnShopPhone || conversation.ShopPhoneAt >= before)
                return;
            var handover = await OpenAsync(db, conversation, token);
            if (conversation.CustomerWaitsSince is null)
            {
                handover.EndedAt = time.GetUtcNow();
                handover.Outcome = HandoverOutcome.ReturnedToBot;
                conversation.ReturnToBot();
                return;
            }
            BackIntoQueue(conversation, handover, QueuedBecause.ShopPhoneEnded);
            await notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.ShopPhoneEnded), null, token);
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

    /// <summary>Whoever is owed a word keeps that wait. Whoever was answered has waited for the end of the case since they asked for
    /// it.</summary>
    private void BackIntoQueue(Conversation conversation, HandoverRequest handover, QueuedBecause because)
    {
        conversation.Release();
        conversation.CustomerWaitsSince = QueueOrder.Since(conversation, handover);
        (handover.QueuedAt, handover.QueuedBecause) = (time.GetUtcNow(), because);
    }

    private async Task BelongsToAsync(CxBotDbContext db, Conversation conversation, Agent agent, CancellationToken cancellationToken)
    {
        var handover = await GiveAsync(db, conversation, agent, cancellationToken);
        await notices.SayTakenAsync(db, conversation, handover, agent, cancellationToken);
    }

    private async Task<HandoverRequest> GiveAsync(
        CxBotDbContext db, Conversation conversation, Agent agent, CancellationToken cancellationToken)
    {
        var handover = await OpenAsync(db, conversation, cancellationToken);
        handover.AgentId = agent.Id;
        handover.TakenAt ??= time.GetUtcNow();
        return handover;
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
