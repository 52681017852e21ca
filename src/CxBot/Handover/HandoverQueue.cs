using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover.Later;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>The acts of agents on conversations that were handed over. Each act is one transaction: it changes the state and tells the
/// customer.</summary>
/// <remarks>Every act but <see cref="TryClaimAsync"/> throws <see cref="ConversationConflictException"/> where the conversation is no
/// longer that agent's; and
/// every one throws <see cref="AgentShutOutException"/> where the agent may not act any more: asked inside the act's own
/// transaction. An administrator may do to another agent's conversation what its owner may, and that is recorded.</remarks>
public sealed class HandoverQueue(HandoverTransaction transaction, CustomerNotices notices, AuditLog audit, TimeProvider time)
{
    /// <summary>Takes a conversation that waits, or is on the shop's own phone: one conditional update, so of two agents who press at once
    /// one wins.</summary>
    /// <returns>Null for the winner; for the loser the conversation as it is now, with <see cref="Claimed.By"/> saying who has
    /// it.</returns>
    public Task<Claimed> TryClaimAsync(ConversationId conversationId, Agent agent, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (conversation.Status != ConversationStatus.WaitingForAgent && !conversation.IsOnShopPhone)
            {
                var owner = conversation.OwnerId is { } id
                    ? await db.Users.Where(a => a.Id == id).Select(a => a.DisplayName).SingleOrDefaultAsync(token) : null;
                return new Claimed(conversation.IsWith(agent.Id), owner);
            }
            if (conversation.IsOnShopPhone)
                conversation.Transfer(agent.Id, time.GetUtcNow());
            else
                conversation.Take(agent.Id, time.GetUtcNow());
            await BelongsToAsync(db, conversation, agent, token);
            return new Claimed(true, agent.DisplayName);
        }, cancellationToken);

    /// <summary>Puts the conversation back into the queue. The customer keeps the wait that they had, and is told their place.</summary>
    /// <param name="address">Where an administrator acts from; null where that is not known.</param>
    /// <returns>What takes it back.</returns>
    public Task<UndoableAct?> ReleaseAsync(
        ConversationId conversationId, Agent agent, CancellationToken cancellationToken, string? address = null) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: false, (AuditActs.ConversationReleased, address),
            (db, conversation, handover, token) =>
            {
                BackIntoQueue(conversation, handover, QueuedBecause.Released);
                return notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Released, agent.Named()),
                    CustomerWords.Say("Released", conversation.Language, agent.DisplayName), token);
            }, cancellationToken);

    /// <summary>Puts a conversation of a disabled agent back into the queue. Nobody asks whether that agent may act. A customer who waits
    /// for nothing is told nothing, and waits from now on. Where the agent does not have it any more, nothing happens.</summary>
    public Task ReleaseFromAsync(ConversationId conversationId, Agent shutOut, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsWith(shutOut.Id))
                return;
            var waited = conversation.CustomerWaitsSince is not null;
            conversation.CustomerWaitsSince ??= time.GetUtcNow();
            var handover = await HandoverTransaction.OpenAsync(db, conversation, token);
            BackIntoQueue(conversation, handover, QueuedBecause.AgentDisabled);
            if (waited)
                await notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.AgentDisabled, shutOut.Named()),
                    CustomerWords.Say("AgentLeft", conversation.Language, shutOut.DisplayName), token);
        }, cancellationToken);

    /// <summary>Gives the conversation to another agent, who becomes its owner. An administrator may move another agent's.</summary>
    /// <param name="note">What the receiver reads first; kept as a note. Null for none.</param>
    /// <param name="address">Where an administrator acts from; null where that is not known.</param>
    public Task TransferAsync(ConversationId conversationId, Agent agent, Agent to, bool asAdministrator,
        CancellationToken cancellationToken, string? note = null, string? address = null) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            await ActingAgents.RequireAsync(db, to.Id, token);
            if (!asAdministrator)
                conversation.MustBeWith(agent.Id);
            // Who has it already is given nothing, and the customer is told nothing.
            if (conversation.IsWith(to.Id))
                return;
            if (asAdministrator && !conversation.IsWith(agent.Id))
            {
                await ActingAgents.RequireAdministratorAsync(db, agent.Id, token);
                Record(db, conversation, agent, AuditActs.ConversationTransferred, address);
            }
            conversation.Transfer(to.Id, time.GetUtcNow());
            if (to.Id == agent.Id)
            {
                await BelongsToAsync(db, conversation, to, token);
                return;
            }
            var handover = await GiveAsync(db, conversation, agent, to, token);
            handover.QueuedBecause = QueuedBecause.Transferred;
            handover.TransferNoteSequence = string.IsNullOrWhiteSpace(note) ? null
                : (await AgentReplies.AppendNoteAsync(db, conversation, agent, note.Trim(), time.GetUtcNow(), token)).Sequence;
            await notices.SayAsync(db, conversation, handover,
                new HandoverAct(HandoverActKind.Transferred, agent.Named(), to.Named()), "Transferred", [to.DisplayName], token);
        }, cancellationToken);

    /// <param name="address">Where an administrator acts from; null where that is not known.</param>
    /// <returns>What takes it back; null where the shop's own phone had it.</returns>
    public Task<UndoableAct?> ReturnToBotAsync(
        ConversationId conversationId, Agent agent, CancellationToken cancellationToken, string? address = null) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: true, (AuditActs.ConversationReturned, address),
            async (db, conversation, handover, token) =>
            {
                handover.EndedAt = time.GetUtcNow();
                handover.Outcome = HandoverOutcome.ReturnedToBot;
                conversation.ReturnToBot(byCustomer: false, handover.EndedAt.Value);
                await FollowUps.KeptAsync(db, conversationId, handover.EndedAt.Value, token);
                await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.ReturnedToBot, agent.Named()),
                    "BackToBot", [agent.DisplayName], token);
            }, cancellationToken);

    /// <param name="promise">What is still owed to the customer, and when; null for nothing.</param>
    /// <param name="address">Where an administrator acts from; null where that is not known.</param>
    /// <returns>What takes it back; null where the shop's own phone had it.</returns>
    public Task<UndoableAct?> ResolveAsync(ConversationId conversationId, Agent agent, HandoverOutcome outcome, string? note,
        CancellationToken cancellationToken, FollowUpPlan? promise = null, string? address = null) =>
        OwnedAsync(conversationId, agent, orOnShopPhone: true, (AuditActs.ConversationResolved, address),
            async (db, conversation, handover, token) =>
            {
                handover.EndedAt = time.GetUtcNow();
                handover.Outcome = outcome;
                handover.OutcomeNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
                conversation.Resolve(outcome, handover.EndedAt.Value);
                await FollowUps.KeptAsync(db, conversationId, handover.EndedAt.Value, token);
                if (promise is not null)
                    await FollowUps.AddAsync(db, conversation, agent, FollowUpKind.Promise, promise, handover.EndedAt.Value, token);
                await notices.SayAsync(db, conversation, handover, new HandoverAct(HandoverActKind.Resolved, agent.Named()), "Resolved",
                    [agent.DisplayName], token);
            }, cancellationToken);

    /// <summary>Puts the conversation back into the queue with the wait that its customer has, because its agent's desk is gone. The
    /// customer is told once. Where the agent does not have it any more, or has answered, nothing happens.</summary>
    /// <param name="vanishedId">The agent whose desk is gone.</param>
    public Task RequeueVanishedAsync(ConversationId conversationId, string vanishedId, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsWith(vanishedId) || conversation.CustomerWaitsSince is null)
                return;
            var handover = await HandoverTransaction.OpenAsync(db, conversation, token);
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
    public Task EndShopPhoneAsync(ConversationId conversationId, DateTimeOffset before, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            if (!conversation.IsOnShopPhone || conversation.ShopPhoneAt >= before)
                return;
            var handover = await HandoverTransaction.OpenAsync(db, conversation, token);
            if (conversation.CustomerWaitsSince is null)
            {
                handover.EndedAt = time.GetUtcNow();
                handover.Outcome = HandoverOutcome.ReturnedToBot;
                conversation.ReturnToBot(byCustomer: false, handover.EndedAt.Value);
                return;
            }
            BackIntoQueue(conversation, handover, QueuedBecause.ShopPhoneEnded);
            await notices.SayQueuedAsync(db, conversation, handover, new HandoverAct(HandoverActKind.ShopPhoneEnded), null, token);
        }, cancellationToken);

    /// <summary>Blocks or unblocks the customer of a conversation. Its owner may do so, and any administrator.</summary>
    public Task BlockAsync(ConversationId conversationId, Agent agent, bool blocked, string? address,
        CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (!conversation.IsWith(agent.Id))
                await ActingAgents.RequireAdministratorAsync(db, agent.Id, token);
            await db.Customers.Where(customer => customer.Id == conversation.CustomerId)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Blocked, blocked), token);
            // Figures leave out who is blocked.
            await CaseChange.RaiseAsync(db, conversation.CustomerId, token);
            audit.Add(db, blocked ? AuditActs.CustomerBlocked : AuditActs.CustomerUnblocked, AuditActor.Of(agent, address),
                AuditSubject.Customer(conversation.CustomerId));
        }, cancellationToken);

    /// <summary>Whoever is owed a word keeps that wait. Whoever was answered has waited for the end of the case since they asked for
    /// it.</summary>
    private void BackIntoQueue(Conversation conversation, HandoverRequest handover, QueuedBecause because)
    {
        conversation.Release(KindOf(because), time.GetUtcNow());
        conversation.CustomerWaitsSince = QueueOrder.Since(conversation, handover);
        (handover.QueuedAt, handover.QueuedBecause) = (time.GetUtcNow(), because);
    }

    private static CaseEventKind KindOf(QueuedBecause because) => because switch
    {
        QueuedBecause.AgentVanished => CaseEventKind.AgentVanished,
        QueuedBecause.AgentDisabled => CaseEventKind.AgentDisabled,
        QueuedBecause.ShopPhoneEnded => CaseEventKind.ShopPhoneEnded,
        _ => CaseEventKind.Released,
    };

    private async Task BelongsToAsync(CxBotDbContext db, Conversation conversation, Agent agent, CancellationToken cancellationToken)
    {
        var handover = await GiveAsync(db, conversation, agent, agent, cancellationToken);
        await notices.SayTakenAsync(db, conversation, handover, agent, cancellationToken);
    }

    /// <summary>What another's hand gave them calls them, and is unread whatever they saw of it before.</summary>
    private async Task<HandoverRequest> GiveAsync(
        CxBotDbContext db, Conversation conversation, Agent by, Agent to, CancellationToken cancellationToken)
    {
        var handover = await HandoverTransaction.OpenAsync(db, conversation, cancellationToken);
        (handover.AgentId, handover.AssignedById) = (to.Id, by.Id);
        handover.TakenAt ??= time.GetUtcNow();
        if (by.Id != to.Id)
            await db.AgentSeen.Where(seen => seen.AgentId == to.Id && seen.ConversationId == conversation.Id)
                .ExecuteDeleteAsync(cancellationToken);
        return handover;
    }

    /// <param name="orOnShopPhone">Whether any agent may act while the conversation is on the shop's own phone, where no agent account owns
    /// it.</param>
    /// <param name="asAdministrator">What is recorded where an administrator acts on another agent's, and where they act from.</param>
    private Task<UndoableAct?> OwnedAsync(ConversationId conversationId, Agent agent, bool orOnShopPhone,
        (string Act, string? Address) asAdministrator,
        Func<CxBotDbContext, Conversation, HandoverRequest, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        transaction.RunAsync(conversationId, async (db, conversation, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            if (!conversation.IsWith(agent.Id) && !(orOnShopPhone && conversation.IsOnShopPhone))
                await MustBeAdministratorAsync(db, conversation, agent, asAdministrator, token);
            var handover = await HandoverTransaction.OpenAsync(db, conversation, token);
            var (owner, waited, said) = (conversation.OwnerId!, conversation.CustomerWaitsSince, conversation.LastCustomerSequence);
            await act(db, conversation, handover, token);
            return owner == Conversation.ShopPhone ? null
                : new UndoableAct(conversationId, agent.Id, owner, handover.Id, conversation.Epoch, waited, said);
        }, cancellationToken);

    /// <exception cref="ConversationConflictException">It is no agent's now, or this agent is no administrator: who had it a moment ago is
    /// told that somebody was first.</exception>
    private async Task MustBeAdministratorAsync(CxBotDbContext db, Conversation conversation, Agent agent,
        (string Code, string? Address) act, CancellationToken cancellationToken)
    {
        if (conversation.OwnerId is null or Conversation.ShopPhone
            || !await ActingAgents.Administrators(db).AnyAsync(a => a.Id == agent.Id, cancellationToken))
            conversation.MustBeWith(agent.Id);
        Record(db, conversation, agent, act.Code, act.Address);
    }

    private void Record(CxBotDbContext db, Conversation conversation, Agent agent, string act, string? address) =>
        audit.Add(db, act, AuditActor.Of(agent, address), AuditSubject.Customer(conversation.CustomerId), ("owner", conversation.OwnerId));
}

/// <summary>Whether the agent has the conversation, and the name of its owner; null where it has none.</summary>
public sealed record Claimed(bool Won, string? By);
