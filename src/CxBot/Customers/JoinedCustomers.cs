using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Customers;

/// <summary>Makes two customers one, where a code or a signed token proved that they are. Called inside a <see cref="Writer"/>
/// command.</summary>
public static class JoinedCustomers
{
    /// <summary>Whether the shop itself has said of both who they are, and said two different names: no code makes them one.</summary>
    public static async Task<bool> AreProvenOthersAsync(CxBotDbContext db, long one, long other, CancellationToken cancellationToken)
    {
        if (one == other)
            return false;
        return await IsVerifiedAsync(db, one, cancellationToken) && await IsVerifiedAsync(db, other, cancellationToken);
    }

    /// <summary>Whether a signed token of the shop has said who this is.</summary>
    public static Task<bool> IsVerifiedAsync(CxBotDbContext db, long customerId, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i => i.CustomerId == customerId && i.Kind == CustomerAddress.SubjectKind, cancellationToken);

    /// <summary>A code made them one: agents see it, because whoever holds a code need not be who it was given to.</summary>
    public static Task MarkAsync(CxBotDbContext db, string conversationId, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.Customers.Where(customer => db.Conversations.Any(c => c.Id == conversationId && c.CustomerId == customer.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.JoinedAt, at), cancellationToken);

    /// <summary>Everything of the one becomes the other's: who is verified stays, else who came first. A block stays too, or it could be
    /// shaken off.</summary>
    public static async Task JoinAsync(CxBotDbContext db, long one, long other, CancellationToken cancellationToken)
    {
        var older = Math.Min(one, other);
        var (keep, drop) = await IsVerifiedAsync(db, one, cancellationToken) ? (one, other)
            : await IsVerifiedAsync(db, other, cancellationToken) ? (other, one)
            : (older, older == one ? other : one);
        var gone = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == drop, cancellationToken);
        await db.Customers.Where(c => c.Id == keep).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Name, c => c.Name ?? gone.Name)
            .SetProperty(c => c.Phone, c => c.Phone ?? gone.Phone)
            .SetProperty(c => c.Email, c => c.Email ?? gone.Email)
            .SetProperty(c => c.JoinedAt, c => c.JoinedAt ?? gone.JoinedAt)
            .SetProperty(c => c.Blocked, c => c.Blocked || gone.Blocked), cancellationToken);
        await db.CustomerIdentities.Where(i => i.CustomerId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.CustomerId, keep), cancellationToken);
        await db.Conversations.Where(c => c.CustomerId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, keep), cancellationToken);
        await db.ConsentChanges.Where(c => c.CustomerId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, keep), cancellationToken);
        await db.Customers.Where(c => c.Id == drop).ExecuteDeleteAsync(cancellationToken);
        await SearchMark.RaiseAsync(db, keep, cancellationToken);
    }
}
