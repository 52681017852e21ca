using System.Data.Common;
using CxBot.Conversations;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Customers;

/// <summary>How a channel names one person: an id of the person's own that lasts, and a phone number, which may pass to somebody
/// else.</summary>
public sealed record PersonOnChannel(string Channel, string? LastingId, string? Phone)
{
    public const string LastingKind = "user";

    /// <summary>The person as all businesses of one owner know them.</summary>
    public const string ParentKind = "parent-user";
    public const string PhoneKind = "phone";

    /// <summary>A number that was the person's, kept to be seen and never to recognise anyone by.</summary>
    public const string FormerPhoneKind = "former-phone";

    /// <summary>See <see cref="ParentKind"/>; null where the channel names none.</summary>
    public string? ParentId { get; init; }
}

/// <summary>A person who has a new number, a new id, or both.</summary>
public sealed record PersonMoved(PersonOnChannel From, PersonOnChannel To);

/// <summary>Finds the customer behind a channel's names: by the lasting id, else by the phone, else somebody new. Two customers are never
/// merged. Called inside a <see cref="Writer"/> command.</summary>
public static class KnownCustomers
{
    /// <summary>The customer and their conversation on this channel; made where there was none.</summary>
    /// <exception cref="DbUpdateException">Another node has just made the same customer: try again.</exception>
    public static async Task<FoundCustomer> FindOrAddAsync(
        CxBotDbContext db, PersonOnChannel person, string? name, ConversationId newConversationId, DateTimeOffset now,
            CancellationToken cancellationToken)
    {
        name = PersonName.Read(name);
        var matches = await FindAsync(db, person, cancellationToken);
        if (await HasPassedOnAsync(db, person, matches, cancellationToken))
        {
            await ForgetPhoneAsync(db, person, cancellationToken);
            matches = matches with { Phone = null };
        }

        var known = matches.Best;
        var customerId = known?.CustomerId ?? await AddCustomerAsync(db, name, now, cancellationToken);
        var isFormer = known is not null && matches.Phone is null && await IsFormerAsync(db, person, customerId, cancellationToken);
        var isNew = await AddIdentitiesAsync(db, isFormer ? person with { Phone = null } : person, matches, customerId, cancellationToken);
        if (known is null && !isNew)
            throw new DbUpdateException("The customer was made elsewhere in the same moment.");
        if (known is { Name: null } && name is not null)
            await NameAsync(db, customerId, name, cancellationToken);
        if (known?.ConversationId is { } conversationId)
            return new(customerId, conversationId, known.Address, known.Stopped, New: false, isFormer);
        await AddConversationAsync(db, newConversationId, person.Channel, customerId, now, cancellationToken);
        return new(customerId, newConversationId, null, false, New: true, isFormer);
    }

    /// <summary>A person keeps their conversation under a new number or id. Where the new ones are somebody else's already, they stay
    /// so.</summary>
    /// <returns>The conversation; null where nobody by the old names is known.</returns>
    public static async Task<ConversationId?> MoveAsync(CxBotDbContext db, PersonMoved moved, CancellationToken cancellationToken)
    {
        var old = await FindAsync(db, moved.From, cancellationToken);
        if ((old.Lasting ?? old.Phone) is not { } known)
            return null;
        if (moved.From.Phone is { } left && moved.To.Phone is not null && moved.To.Phone != left
            && old.Phone?.CustomerId == known.CustomerId)
        {
            await ForgetPhoneAsync(db, moved.From, cancellationToken);
            await AddIdentityAsync(db, moved.From.Channel, PersonOnChannel.FormerPhoneKind, left, known.CustomerId, cancellationToken);
        }
        if (moved.To.LastingId is { } lasting)
            await AddIdentityAsync(db, moved.To.Channel, PersonOnChannel.LastingKind, lasting, known.CustomerId, cancellationToken);
        if (moved.To.Phone is { } phone)
            await AddIdentityAsync(db, moved.To.Channel, PersonOnChannel.PhoneKind, phone, known.CustomerId, cancellationToken);
        await SearchMark.RaiseAsync(db, known.CustomerId, cancellationToken);
        return known.ConversationId;
    }

    /// <summary>Where one message went, by more names than we knew: a customer known by phone alone gets the lasting id by which their
    /// answer comes. Nobody who has one gets another.</summary>
    public static async Task AttachAsync(
        CxBotDbContext db, ConversationId conversationId, PersonOnChannel person, CancellationToken cancellationToken)
    {
        if (person.LastingId is not { } lasting)
            return;
        var customerId = await db.Conversations.Where(c => c.Id == conversationId && c.Channel == person.Channel)
            .Select(c => (CustomerId?)c.CustomerId).SingleOrDefaultAsync(cancellationToken);
        if (customerId is not { } known || await HasLastingIdAsync(db, person.Channel, known, cancellationToken))
            return;
        // The number that it went to must be theirs still.
        if (person.Phone is { } phone
            && !await db.CustomerIdentities.AnyAsync(i =>
                i.CustomerId == known && i.Channel == person.Channel && i.Kind == PersonOnChannel.PhoneKind
                    && i.Value == phone, cancellationToken))
            return;
        await AddIdentityAsync(db, person.Channel, PersonOnChannel.LastingKind, lasting, known, cancellationToken);
        if (person.ParentId is { } parent)
            await AddIdentityAsync(db, person.Channel, PersonOnChannel.ParentKind, parent, known, cancellationToken);
    }

    /// <summary>The customer gives their number. Where it is somebody else's already, it stays so, and is only written down.</summary>
    public static async Task GivePhoneAsync(
        CxBotDbContext db, string channel, CustomerId customerId, string phone, CancellationToken cancellationToken)
    {
        await AddIdentityAsync(db, channel, PersonOnChannel.PhoneKind, phone, customerId, cancellationToken);
        await db.Customers.Where(c => c.Id == customerId && c.Phone == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Phone, "+" + phone), cancellationToken);
        await SearchMark.RaiseAsync(db, customerId, cancellationToken);
    }

    private static async Task<Matches> FindAsync(CxBotDbContext db, PersonOnChannel person, CancellationToken cancellationToken)
    {
        await using var find = Sql.Command(db, """
            SELECT i."Kind", i."CustomerId", u."Name", c."Id", c."Address", COALESCE(c."StoppedAt", c."MarketingStoppedAt")
            FROM "CustomerIdentities" i JOIN "Customers" u ON u."Id" = i."CustomerId"
              LEFT JOIN "Conversations" c ON c."CustomerId" = i."CustomerId" AND c."Channel" = @channel
            WHERE i."Channel" = @channel AND ((i."Kind" = 'user' AND i."Value" = @lasting) OR (i."Kind" = 'phone' AND i."Value" = @phone)
              OR (i."Kind" = 'parent-user' AND i."Value" = @parent))
            ORDER BY CASE WHEN c."Address" IN ('phone:' || @phone, 'user:' || @lasting) THEN 0 ELSE 1 END, c."CreatedAt"
            """,
            ("@channel", person.Channel), ("@lasting", person.LastingId ?? ""), ("@phone", person.Phone ?? ""),
            ("@parent", person.ParentId ?? ""));
        // Two customers whom an agent made one may have a conversation each: who writes is talked with where they wrote before.
        var matches = new Matches(null, null, null);
        await using var rows = await find.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var known = new Known(new(rows.GetInt64(1)), TextOrNull(rows, 2), ConversationId.OrNull(TextOrNull(rows, 3)),
                TextOrNull(rows, 4), !rows.IsDBNull(5));
            matches = rows.GetString(0) switch
            {
                PersonOnChannel.LastingKind => matches with { Lasting = matches.Lasting ?? known },
                PersonOnChannel.PhoneKind => matches with { Phone = matches.Phone ?? known },
                _ => matches with { Parent = matches.Parent ?? known },
            };
        }

        return matches;
    }

    private static string? TextOrNull(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    /// <summary>Whether the number was that of a customer with another lasting id: it has passed on to this person.</summary>
    private static async Task<bool> HasPassedOnAsync(
        CxBotDbContext db, PersonOnChannel person, Matches matches, CancellationToken cancellationToken) =>
        person.LastingId is not null && matches.Phone is { } byPhone && byPhone.CustomerId != matches.Lasting?.CustomerId
            && await HasLastingIdAsync(db, person.Channel, byPhone.CustomerId, cancellationToken);

    /// <summary>Adds the names by which the customer was not known yet.</summary>
    /// <returns>Whether every name was still free; the parent's id may be shared.</returns>
    private static async Task<bool> AddIdentitiesAsync(
        CxBotDbContext db, PersonOnChannel person, Matches matches, CustomerId customerId, CancellationToken cancellationToken)
    {
        var isFree = true;
        if (person.LastingId is { } lasting && matches.Lasting is null)
            isFree &= await AddIdentityAsync(db, person.Channel, PersonOnChannel.LastingKind, lasting, customerId, cancellationToken);
        if (person.Phone is { } phone && matches.Phone is null)
            isFree &= await AddIdentityAsync(db, person.Channel, PersonOnChannel.PhoneKind, phone, customerId, cancellationToken);
        if (person.ParentId is { } parent && matches.Parent is null)
            await AddIdentityAsync(db, person.Channel, PersonOnChannel.ParentKind, parent, customerId, cancellationToken);
        return isFree;
    }

    private static Task<bool> HasLastingIdAsync(CxBotDbContext db, string channel, CustomerId customerId,
        CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i =>
            i.CustomerId == customerId && i.Channel == channel && i.Kind == PersonOnChannel.LastingKind, cancellationToken);

    /// <summary>A message that was long on its way still names the number that its sender has left.</summary>
    private static Task<bool> IsFormerAsync(
        CxBotDbContext db, PersonOnChannel person, CustomerId customerId, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(
            i => person.Phone != null && i.Channel == person.Channel && i.Kind == PersonOnChannel.FormerPhoneKind
                && i.Value == person.Phone && i.CustomerId == customerId,
            cancellationToken);

    private static Task ForgetPhoneAsync(CxBotDbContext db, PersonOnChannel person, CancellationToken cancellationToken) =>
        db.CustomerIdentities.Where(i => i.Channel == person.Channel && i.Kind == PersonOnChannel.PhoneKind && i.Value == person.Phone)
            .ExecuteDeleteAsync(cancellationToken);

    private static async Task<CustomerId> AddCustomerAsync(
        CxBotDbContext db, string? name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var add = Sql.Command(db, """
            INSERT INTO "Customers" ("Name", "Blocked", "CreatedAt") VALUES (@name, @no, @now) RETURNING "Id"
            """, ("@name", name), ("@no", false), ("@now", now.UtcTicks));
        return new(Convert.ToInt64(await add.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<bool> AddIdentityAsync(
        CxBotDbContext db, string channel, string kind, string value, CustomerId customerId, CancellationToken cancellationToken)
    {
        await using var add = Sql.Command(db, """
            INSERT INTO "CustomerIdentities" ("Channel", "Kind", "Value", "CustomerId") VALUES (@channel, @kind, @value, @customer)
            ON CONFLICT DO NOTHING
            """, ("@channel", channel), ("@kind", kind), ("@value", value), ("@customer", customerId.Value));
        return await add.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task AddConversationAsync(
        CxBotDbContext db, ConversationId id, string channel, CustomerId customerId, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        db.Conversations.Add(
            new Conversation { Id = id, Channel = channel, CustomerId = customerId, CreatedAt = now, LastMessageAt = now });
        await db.SaveChangesAsync(cancellationToken);
        // Of a thousand in one command, none is looked at again.
        db.ChangeTracker.Clear();
    }

    private static async Task NameAsync(CxBotDbContext db, CustomerId customerId, string name, CancellationToken cancellationToken)
    {
        await db.Customers.Where(c => c.Id == customerId && c.Name == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, name), cancellationToken);
        await SearchMark.RaiseAsync(db, customerId, cancellationToken);
    }

    /// <summary>The customers whom the person's names belong to.</summary>
    private sealed record Matches(Known? Lasting, Known? Phone, Known? Parent)
    {
        /// <summary>The lasting id counts more than the phone, and the phone more than the parent's id.</summary>
        public Known? Best => Lasting ?? Phone ?? Parent;
    }

    private sealed record Known(CustomerId CustomerId, string? Name, ConversationId? ConversationId, string? Address, bool Stopped);
}

/// <summary>Who it is, and where they are talked with.</summary>
/// <param name="Address">Where the channel reached them last.</param>
/// <param name="Stopped">They have stopped what we begin, or a part of it.</param>
/// <param name="New">The conversation was made now.</param>
/// <param name="Former">The phone number is one that they have left: they are not reached there.</param>
public sealed record FoundCustomer(CustomerId CustomerId, ConversationId ConversationId, string? Address, bool Stopped, bool New,
    bool Former);
