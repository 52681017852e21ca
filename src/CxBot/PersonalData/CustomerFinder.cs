using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language.Contacts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>Finds the customer whom a request is about, by what the person knows of themselves.</summary>
public sealed class CustomerFinder(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>Who stands for all who were erased: their figures need somebody to belong to.</summary>
    internal static readonly CustomerAddress Nobody = new("none", "erased", "everyone");

    public async Task<FoundPerson?> ByIdAsync(CustomerId id, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return (await ReadAsync(db, [id], cancellationToken)).SingleOrDefault();
    }

    /// <summary>Everyone who writes from this number, wrote from it once, or left it.</summary>
    /// <param name="phone">In any way of writing; without a country it is Indonesian.</param>
    public async Task<IReadOnlyList<FoundPerson>> ByPhoneAsync(string phone, CancellationToken cancellationToken)
    {
        var number = PhoneNumber.DigitsOf(phone);
        if (number.Length == 0)
            return [];
        // A channel keeps the digits as its provider gives them.
        string[] numbers = [number, string.Concat(phone.Where(char.IsAsciiDigit))];
        await using var db = contexts.CreateDbContext();
        var ids = await db.CustomerIdentities.Where(i => (i.Kind == PersonOnChannel.PhoneKind || i.Kind == PersonOnChannel.FormerPhoneKind)
            && numbers.Contains(i.Value)).Select(i => i.CustomerId).ToListAsync(cancellationToken);
        // As written: only here can be seen that two ways of writing are one number.
        await foreach (var left in db.Customers.Where(c => c.Phone != null).Select(c => new { c.Id, c.Phone }).AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
            if (PhoneNumber.DigitsOf(left.Phone!) == number)
                ids.Add(left.Id);
        return await ReadAsync(db, ids, cancellationToken);
    }

    public async Task<IReadOnlyList<FoundPerson>> ByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var wanted = email.Trim();
        await using var db = contexts.CreateDbContext();
        var ids = new List<CustomerId>();
        await foreach (var left in db.Customers.Where(c => c.Email != null).Select(c => new { c.Id, c.Email }).AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
            if (string.Equals(left.Email, wanted, StringComparison.OrdinalIgnoreCase))
                ids.Add(left.Id);
        return await ReadAsync(db, ids, cancellationToken);
    }

    /// <summary>Everybody but who stands for the erased.</summary>
    internal static IQueryable<Customer> Known(CxBotDbContext db)
    {
        var (channel, kind, _) = Nobody;
        return db.Customers.Where(c => !c.Identities.Any(i => i.Channel == channel && i.Kind == kind));
    }

    private static async Task<IReadOnlyList<FoundPerson>> ReadAsync(CxBotDbContext db, IReadOnlyCollection<CustomerId> ids,
        CancellationToken cancellationToken) =>
        await db.Customers.AsNoTracking()
            .Where(c => ids.Contains(c.Id) && !c.Identities.Any(i => i.Channel == Nobody.Channel && i.Kind == Nobody.Kind))
            .OrderBy(c => c.Id)
            .Select(c => new FoundPerson(c.Id, c.Name, c.CreatedAt,
                db.Conversations.Count(v => v.CustomerId == c.Id),
                db.Conversations.Count(v => v.CustomerId == c.Id
                    && (v.Status == ConversationStatus.WaitingForAgent || v.Status == ConversationStatus.WithAgent)),
                db.Messages.Count(m => db.Conversations.Any(v => v.Id == m.ConversationId && v.CustomerId == c.Id)),
                db.MediaFiles.Count(f => db.Conversations.Any(v => v.Id == f.ConversationId && v.CustomerId == c.Id))))
            .ToListAsync(cancellationToken);
}

/// <summary>A customer, and how much is kept of them.</summary>
/// <param name="Open">How many of the conversations wait for an agent or are with one.</param>
public sealed record FoundPerson(CustomerId Id, string? Name, DateTimeOffset CreatedAt, int Conversations, int Open, int Messages,
    int Files);
