using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Customers;

/// <summary>Makes two customers one, where a code or a signed token proved that they are. Called inside a <see cref="Writer"/>
/// command.</summary>
public static class JoinedCustomers
{
    /// <summary>Whether the shop itself has said of both who they are, and said two different names: no code makes them one.</summary>
    public static async Task<bool> AreProvenOthersAsync(CxBotDbContext db, CustomerId one, CustomerId other,
        CancellationToken cancellationToken)
    {
        if (one == other)
            return false;
        return await IsVerifiedAsync(db, one, cancellationToken) && await IsVerifiedAsync(db, other, cancellationToken);
    }

    /// <summary>Whether a signed token of the shop has said who this is.</summary>
    public static Task<bool> IsVerifiedAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i => i.CustomerId == customerId && i.Kind == CustomerAddress.SubjectKind, cancellationToken);

    /// <summary>A code made them one: agents see it, because whoever holds a code need not be who it was given to.</summary>
    public static Task MarkAsync(CxBotDbContext db, ConversationId conversationId, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        db.Customers.Where(customer => db.Conversations.Any(c => c.Id == conversationId && c.CustomerId == customer.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.JoinedAt, at), cancellationToken);

    /// <summary>Which of the two stays: who is verified, else who came first.</summary>
    public static async Task<(CustomerId Keep, CustomerId Drop)> ChooseAsync(
        CxBotDbContext db, CustomerId one, CustomerId other, CancellationToken cancellationToken)
    {
        if (await IsVerifiedAsync(db, one, cancellationToken))
            return (one, other);
        if (await IsVerifiedAsync(db, other, cancellationToken))
            return (other, one);
        return one.Value < other.Value ? (one, other) : (other, one);
    }

    /// <summary>What the one has once the other is part of them. Their own values win; notes and attributes are put together, and a block
    /// stays, or it could be shaken off. Pure.</summary>
    public static Customer Join(Customer keep, Customer gone) => new()
    {
        Id = keep.Id,
        Name = keep.Name ?? gone.Name,
        Phone = keep.Phone ?? gone.Phone,
        Email = keep.Email ?? gone.Email,
        Language = keep.Language ?? gone.Language,
        Note = keep.Note is { } note && gone.Note is { } more && note != more ? $"{note}\n\n{more}" : keep.Note ?? gone.Note,
        Attributes = Join(keep.Attributes, gone.Attributes),
        Blocked = keep.Blocked || gone.Blocked,
        JoinedAt = keep.JoinedAt ?? gone.JoinedAt,
        CreatedAt = keep.CreatedAt,
        Version = keep.Version + 1,
    };

    private static IReadOnlyList<CustomerAttribute>? Join(
        IReadOnlyList<CustomerAttribute>? own, IReadOnlyList<CustomerAttribute>? more) =>
        own is null || more is null ? own ?? more
            : [.. own, .. more.ExceptBy(own.Select(a => a.Key), a => a.Key, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Everything of the one becomes the other's: see <see cref="ChooseAsync"/> and <see cref="Join"/>.</summary>
    /// <returns>Who stays.</returns>
    public static async Task<CustomerId> JoinAsync(CxBotDbContext db, CustomerId one, CustomerId other, CancellationToken cancellationToken)
    {
        var (keep, drop) = await ChooseAsync(db, one, other, cancellationToken);
        var gone = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == drop, cancellationToken);
        var joined = Join(await db.Customers.AsNoTracking().SingleAsync(c => c.Id == keep, cancellationToken), gone);
        await db.Customers.Where(c => c.Id == keep).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Name, joined.Name)
            .SetProperty(c => c.Phone, joined.Phone)
            .SetProperty(c => c.Email, joined.Email)
            .SetProperty(c => c.Language, joined.Language)
            .SetProperty(c => c.Note, joined.Note)
            .SetProperty(c => c.Attributes, joined.Attributes)
            .SetProperty(c => c.JoinedAt, joined.JoinedAt)
            .SetProperty(c => c.Blocked, joined.Blocked)
            .SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
        await db.CustomerIdentities.Where(i => i.CustomerId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.CustomerId, keep), cancellationToken);
        await db.Conversations.Where(c => c.CustomerId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, keep), cancellationToken);
        await Consents.JoinAsync(db, keep, drop, cancellationToken);
        await db.Customers.Where(c => c.Id == drop).ExecuteDeleteAsync(cancellationToken);
        await SearchMark.RaiseAsync(db, keep, cancellationToken);
        // Who was two people was back on the topic as one.
        await CaseChange.RaiseAsync(db, keep, cancellationToken);
        return keep;
    }
}
