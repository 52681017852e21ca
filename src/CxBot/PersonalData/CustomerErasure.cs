using System.Text;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Reports.Shopping;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>
/// Begins an erasure: in one short transaction the person is unknown, their conversations have ended and nobody sees them any more. What
/// they hold is then removed
/// piece by piece (<see cref="ErasurePieces"/>), so that nobody else waits. Of their cases and turns the times, outcomes and ratings stay,
/// with nobody.
/// </summary>
public sealed class CustomerErasure(Writer writer, AuditLog audit, Feed feed, ErasedMemory memory, TimeProvider time)
{
    /// <summary>Begins to erase a customer, over all channels.</summary>
    /// <returns>The conversations that are to go; null where there is no such customer.</returns>
    /// <exception cref="AgentShutOutException">It is an agent who is no administrator, or no longer.</exception>
    public async Task<IReadOnlyList<ConversationId>?> BeginAsync(CustomerId customerId, AuditActor actor,
        CancellationToken cancellationToken)
    {
        var begun = await writer.RunAsync(async (db, token) =>
        {
            if (actor.Id is { } agent)
                await ActingAgents.RequireAdministratorAsync(db, agent, token);
            var isNobody = db.CustomerIdentities.Any(i => i.CustomerId == customerId && i.Channel == CustomerFinder.Nobody.Channel
                && i.Kind == CustomerFinder.Nobody.Kind);
            if (isNobody || !await db.Customers.AnyAsync(c => c.Id == customerId, token))
                return null;
            var conversations = await db.Conversations.Where(c => c.CustomerId == customerId).ToListAsync(token);
            await EndAsync(db, conversations, token);
            await ForgetShoppingAsync(db, customerId, token);
            await ForgetPersonAsync(db, customerId, token);
            audit.Add(db, AuditActs.CustomerErased, actor, AuditSubject.Customer(customerId),
                ("conversations", Number(conversations.Count)));
            await db.SaveChangesAsync(token);
            return conversations.Select(c => c.Id).ToList();
        }, cancellationToken);
        if (begun is not null)
            Tell(begun);
        return begun;
    }

    /// <summary>
    /// Begins to erase conversations that ended before a moment, and the customers of whom nothing else is left. A blocked customer stays
    /// known, or the block could be waited out.
    /// </summary>
    /// <param name="most">At most so many at once.</param>
    /// <returns>The conversations that are to go; empty where none is old enough.</returns>
    public async Task<IReadOnlyList<ConversationId>> BeginOldAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var begun = await writer.RunAsync(async (db, token) =>
        {
            var conversations = await db.Conversations.Where(c => c.Status == ConversationStatus.Resolved && c.LastMessageAt < before)
                .OrderBy(c => c.LastMessageAt).Take(most).ToListAsync(token);
            if (conversations.Count == 0)
                return [];
            var customers = conversations.Select(c => c.CustomerId).Distinct().ToList();
            await EndAsync(db, conversations, token);
            var left = await db.Customers.Where(c => customers.Contains(c.Id) && !c.Blocked
                && !db.Conversations.Any(v => v.CustomerId == c.Id)).Select(c => c.Id).ToListAsync(token);
            foreach (var customer in left)
                await ForgetPersonAsync(db, customer, token);
            audit.Add(db, AuditActs.RetentionErased, AuditActor.App, null, ("conversations", Number(conversations.Count)),
                ("customers", Number(left.Count)));
            await db.SaveChangesAsync(token);
            return conversations.Select(c => c.Id).ToList();
        }, cancellationToken);
        Tell(begun);
        return begun;
    }

    /// <summary>Ends conversations: what was open in them is closed, what was on its way stays here, and they belong to nobody.</summary>
    private async Task EndAsync(CxBotDbContext db, IReadOnlyList<Conversation> conversations, CancellationToken cancellationToken)
    {
        var ids = conversations.Select(c => c.Id).ToList();
        var open = conversations.Select(c => c.HandoverId).OfType<long>().ToList();
        foreach (var handover in await db.Handovers.Where(h => open.Contains(h.Id)).ToListAsync(cancellationToken))
            (handover.EndedAt, handover.Outcome) = (time.GetUtcNow(), HandoverOutcome.CustomerErased);
        foreach (var conversation in conversations)
            conversation.Erase(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        var nobody = await NobodyAsync(db, cancellationToken);
        await db.Conversations.IgnoreQueryFilters().Where(c => ids.Contains(c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, nobody), cancellationToken);
        await db.Conversations.Where(c => ids.Contains(c.ContinuesId!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ContinuesId, (ConversationId?)null), cancellationToken);
        // Before the entries: whoever indexes one of them waits at its mark, and finds it gone.
        await db.SearchMarks.Where(m => ids.Contains(m.ConversationId)).ExecuteDeleteAsync(cancellationToken);
        await db.SearchEntries.Where(e => ids.Contains(e.ConversationId)).ExecuteDeleteAsync(cancellationToken);
        await db.Outbox.Where(d => ids.Contains(d.ConversationId)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What the shop has told of them. Of who is only gone with their last old conversation it stays: it is the shop's own
    /// record.</summary>
    private async Task ForgetShoppingAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken) =>
        await ShopActivities.EraseAsync(
            db,
            await db.CustomerIdentities.Where(i => i.CustomerId == customerId && i.Kind == CustomerAddress.SubjectKind)
                .Select(i => i.Value).ToListAsync(cancellationToken),
            time.GetUtcNow(),
            cancellationToken);

    private static async Task ForgetPersonAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken)
    {
        var names = await db.CustomerIdentities.Where(i => i.CustomerId == customerId).Select(i => i.Value).ToListAsync(cancellationToken);
        var parked = await db.ParkedReports.ToListAsync(cancellationToken);
        db.ParkedReports.RemoveRange(parked.Where(report => names.Any(name => Names(report.ProviderId, name))));
        await db.SaveChangesAsync(cancellationToken);
        await db.ConsentChanges.Where(c => c.CustomerId == customerId).ExecuteDeleteAsync(cancellationToken);
        await db.CustomerIdentities.Where(i => i.CustomerId == customerId).ExecuteDeleteAsync(cancellationToken);
        await db.Customers.Where(c => c.Id == customerId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Meta's ids of messages hold the number in Base64.</summary>
    private static bool Names(string providerId, string name)
    {
        var packed = providerId[(providerId.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var bytes = new byte[packed.Length];
        return providerId.Contains(name, StringComparison.Ordinal)
            || (Convert.TryFromBase64String(packed, bytes, out var length)
                && bytes.AsSpan(0, length).IndexOf(Encoding.UTF8.GetBytes(name)) >= 0);
    }

    /// <summary>One row for all who were erased, so that figures of one person cannot be told from those of another.</summary>
    private static async Task<CustomerId> NobodyAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var (channel, kind, value) = CustomerFinder.Nobody;
        if (await db.CustomerIdentities.Where(i => i.Channel == channel && i.Kind == kind).Select(i => (CustomerId?)i.CustomerId)
            .SingleOrDefaultAsync(cancellationToken) is { } known)
            return known;
        var nobody = new Customer { CreatedAt = DateTimeOffset.UnixEpoch };
        nobody.Identities.Add(new CustomerIdentity { Channel = channel, Kind = kind, Value = value });
        db.Customers.Add(nobody);
        await db.SaveChangesAsync(cancellationToken);
        return nobody.Id;
    }

    private void Tell(IReadOnlyList<ConversationId> conversationIds)
    {
        if (conversationIds.Count == 0)
            return;
        memory.Forget(conversationIds);
        foreach (var id in conversationIds)
            feed.Publish(id);
        // Everyone behind them in the queue has moved.
        feed.PublishToAll();
    }

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
