using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>Makes two customers one because an agent says that they are. It cannot be undone: what will happen is shown before, and it
/// happens only where nobody has changed either since. Who was erased is part of nobody again.</summary>
public sealed class CustomerMerging(Writer writer, IDbContextFactory<CxBotDbContext> contexts, AuditLog audit, Feed feed)
{
    /// <summary>What will happen; changes nothing.</summary>
    /// <returns>Null where one of them is not there any more.</returns>
    public async Task<MergePlan?> PlanAsync(CustomerId one, CustomerId other, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var found = await CustomerFinder.Known(db).AsNoTracking().Where(c => c.Id == one || c.Id == other)
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        if (one == other || found.Count < 2)
            return null;
        var (keep, drop) = await JoinedCustomers.ChooseAsync(db, one, other, cancellationToken);
        return new MergePlan(found[keep], found[drop], JoinedCustomers.Join(found[keep], found[drop]))
        {
            Channels = await db.Conversations.Where(c => c.CustomerId == drop).GroupBy(c => c.Channel)
                .Select(all => new MovedConversations(all.Key, all.Count())).ToListAsync(cancellationToken),
            Identities = await db.CustomerIdentities.AsNoTracking().Where(i => i.CustomerId == drop).OrderBy(i => i.Channel)
                .ThenBy(i => i.Kind).ToListAsync(cancellationToken),
            KeepChannels = await db.CustomerIdentities.Where(i => i.CustomerId == keep).Select(i => i.Channel).Distinct()
                .ToListAsync(cancellationToken),
            Consents = await db.ConsentChanges.CountAsync(c => c.CustomerId == drop, cancellationToken),
            Notes = await db.Messages.CountAsync(m => m.Role == MessageRole.Note
                && db.Conversations.Any(c => c.Id == m.ConversationId && c.CustomerId == drop), cancellationToken),
            AreProvenOthers = await JoinedCustomers.AreProvenOthersAsync(db, one, other, cancellationToken),
        };
    }

    /// <summary>Does what the plan says.</summary>
    /// <returns>False where either of them was changed, merged or erased since the plan was made, or the shop has said of both who they
    /// are; nothing happened then.</returns>
    /// <exception cref="AgentShutOutException">The agent may not act any more.</exception>
    public async Task<bool> MergeAsync(MergePlan plan, Agent agent, string? address, CancellationToken cancellationToken)
    {
        var (keep, drop) = (plan.Keep, plan.Gone);
        var moved = await writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            // Both rows are claimed at once, by the versions that were shown.
            var claimed = CustomerFinder.Known(db).Where(c =>
                (c.Id == keep.Id && c.Version == keep.Version) || (c.Id == drop.Id && c.Version == drop.Version));
            if (await claimed.CountAsync(token) < 2 || await JoinedCustomers.AreProvenOthersAsync(db, keep.Id, drop.Id, token)
                || await claimed.ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), token) < 2)
                return null;
            var theirs = await db.Conversations.Where(c => c.CustomerId == keep.Id || c.CustomerId == drop.Id).Select(c => c.Id)
                .ToListAsync(token);
            var stays = await JoinedCustomers.JoinAsync(db, keep.Id, drop.Id, token);
            audit.Add(db, AuditActs.CustomersMerged, AuditActor.Of(agent, address), AuditSubject.Customer(stays),
                ("merged", (stays == keep.Id ? drop.Id : keep.Id).ToString()),
                ("conversations", theirs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            await db.SaveChangesAsync(token);
            return theirs;
        }, cancellationToken);
        foreach (var id in moved ?? [])
            feed.Publish(id);
        return moved is not null;
    }
}

/// <summary>What a merge will do.</summary>
/// <param name="Keep">Who stays, as they are now.</param>
/// <param name="Gone">Who becomes a part of them.</param>
/// <param name="Joined">What stands in the customer afterwards.</param>
public sealed record MergePlan(Customer Keep, Customer Gone, Customer Joined)
{
    /// <summary>The conversations that move, by channel.</summary>
    public IReadOnlyList<MovedConversations> Channels { get; init; } = [];

    /// <summary>The names by which channels know the one who goes; they move.</summary>
    public IReadOnlyList<CustomerIdentity> Identities { get; init; } = [];

    /// <summary>The channels that know who stays.</summary>
    public IReadOnlyList<string> KeepChannels { get; init; } = [];

    /// <summary>How many wishes about what may be sent move.</summary>
    public int Consents { get; init; }

    /// <summary>How many notes stand in the conversations that move.</summary>
    public int Notes { get; init; }

    /// <summary>The shop itself has said who both are, and they are two: it cannot be done.</summary>
    public bool AreProvenOthers { get; init; }
}

/// <summary>So many conversations on one channel.</summary>
public sealed record MovedConversations(string Channel, int Count);
