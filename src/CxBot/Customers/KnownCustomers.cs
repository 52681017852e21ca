using CxBot.Conversations;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Customers;

/// <summary>How a channel names one person: an id of the person's own that lasts, and a phone number, which may pass to somebody else.</summary>
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

/// <summary>Finds the customer behind a channel's names: by the lasting id, else by the phone, else somebody new. Two customers are never merged. Called inside a <see cref="Writer"/> command.</summary>
public static class KnownCustomers
{
    /// <summary>The customer and their conversation on this channel; made where there was none.</summary>
    public static async Task<FoundCustomer> FindOrAddAsync(CxBotDbContext db, PersonOnChannel person, string? name, string newConversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await FindAsync(db, person, cancellationToken);
        name = PersonName.Read(name);
        var customerId = found.Lasting?.CustomerId ?? found.Phone?.CustomerId ?? found.Parent?.CustomerId;
        if (person.LastingId is not null && found.Phone is { } byPhone && byPhone.CustomerId != found.Lasting?.CustomerId && await HasLastingIdAsync(db, person.Channel, byPhone.CustomerId, cancellationToken))
        {
            // The number was that of somebody with another lasting id: it has passed on.
            await ForgetPhoneAsync(db, person, cancellationToken);
            customerId = found.Lasting?.CustomerId;
            found.Phone = null;
        }
        var known = found.Lasting ?? found.Phone ?? found.Parent;
        var stranger = customerId is null;
        customerId ??= await AddCustomerAsync(db, name, now, cancellationToken);
        var named = true;
        if (person.LastingId is { } lasting && found.Lasting is null) named &= await AddIdentityAsync(db, person.Channel, PersonOnChannel.LastingKind, lasting, customerId.Value, cancellationToken);
        var former = person.Phone is not null && found.Phone is null && !stranger && await IsFormerAsync(db, person, customerId.Value, cancellationToken);
        if (person.Phone is { } phone && found.Phone is null && !former) named &= await AddIdentityAsync(db, person.Channel, PersonOnChannel.PhoneKind, phone, customerId.Value, cancellationToken);
        if (person.ParentId is { } parent && found.Parent is null) await AddIdentityAsync(db, person.Channel, PersonOnChannel.ParentKind, parent, customerId.Value, cancellationToken);
        // Another node has just met the same stranger.
        if (stranger && !named) throw new DbUpdateException("The customer was made elsewhere in the same moment.");
        if (known?.Name is null && name is not null && known is not null) await NameAsync(db, customerId.Value, name, cancellationToken);
        if (known?.ConversationId is { } conversationId) return new(customerId.Value, conversationId, known.Address, known.Stopped, New: false, former);
        await AddConversationAsync(db, newConversationId, person.Channel, customerId.Value, now, cancellationToken);
        return new(customerId.Value, newConversationId, null, false, New: true, former);
    }

    /// <summary>A person keeps their conversation under a new number or id. Where the new ones are somebody else's already, they stay so.</summary>
    /// <returns>The conversation; null where nobody by the old names is known.</returns>
    public static async Task<string?> MoveAsync(CxBotDbContext db, PersonMoved moved, CancellationToken cancellationToken)
    {
        var old = await FindAsync(db, moved.From, cancellationToken);
        if ((old.Lasting ?? old.Phone) is not { } known) return null;
        if (moved.From.Phone is { } left && moved.To.Phone is not null && moved.To.Phone != left && old.Phone?.CustomerId == known.CustomerId)
        {
            await ForgetPhoneAsync(db, moved.From, cancellationToken);
            await AddIdentityAsync(db, moved.From.Channel, PersonOnChannel.FormerPhoneKind, left, known.CustomerId, cancellationToken);
        }
        if (moved.To.LastingId is { } lasting) await AddIdentityAsync(db, moved.To.Channel, PersonOnChannel.LastingKind, lasting, known.CustomerId, cancellationToken);
        if (moved.To.Phone is { } phone) await AddIdentityAsync(db, moved.To.Channel, PersonOnChannel.PhoneKind, phone, known.CustomerId, cancellationToken);
        return known.ConversationId;
    }

    /// <summary>Where one message went, by more names than we knew: a customer known by phone alone gets the lasting id by which their answer comes. Nobody who has one gets another.</summary>
    public static async Task AttachAsync(CxBotDbContext db, string conversationId, PersonOnChannel person, CancellationToken cancellationToken)
    {
        if (person.LastingId is not { } lasting) return;
        var customerId = await db.Conversations.Where(c => c.Id == conversationId && c.Channel == person.Channel).Select(c => (long?)c.CustomerId).SingleOrDefaultAsync(cancellationToken);
        if (customerId is not { } known || await HasLastingIdAsync(db, person.Channel, known, cancellationToken)) return;
        // The number that it went to must be theirs still.
        if (person.Phone is { } phone && !await db.CustomerIdentities.AnyAsync(i => i.CustomerId == known && i.Channel == person.Channel && i.Kind == PersonOnChannel.PhoneKind && i.Value == phone, cancellationToken)) return;
        await AddIdentityAsync(db, person.Channel, PersonOnChannel.LastingKind, lasting, known, cancellationToken);
        if (person.ParentId is { } parent) await AddIdentityAsync(db, person.Channel, PersonOnChannel.ParentKind, parent, known, cancellationToken);
    }

    /// <summary>The customer gives their number. Where it is somebody else's already, it stays so, and is only written down.</summary>
    public static async Task GivePhoneAsync(CxBotDbContext db, string channel, long customerId, string phone, CancellationToken cancellationToken)
    {
        await AddIdentityAsync(db, channel, PersonOnChannel.PhoneKind, phone, customerId, cancellationToken);
        await db.Customers.Where(c => c.Id == customerId && c.Phone == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.Phone, "+" + phone), cancellationToken);
    }

    private static async Task<(Known? Lasting, Known? Phone, Known? Parent)> FindAsync(CxBotDbContext db, PersonOnChannel person, CancellationToken cancellationToken)
    {
        await using var find = Sql.Command(db, """
            SELECT i."Kind", i."CustomerId", u."Name", c."Id", c."Address", COALESCE(c."StoppedAt", c."MarketingStoppedAt")
            FROM "CustomerIdentities" i JOIN "Customers" u ON u."Id" = i."CustomerId" LEFT JOIN "Conversations" c ON c."CustomerId" = i."CustomerId" AND c."Channel" = @channel
            WHERE i."Channel" = @channel AND ((i."Kind" = 'user' AND i."Value" = @lasting) OR (i."Kind" = 'phone' AND i."Value" = @phone) OR (i."Kind" = 'parent-user' AND i."Value" = @parent))
            ORDER BY c."CreatedAt"
            """, ("@channel", person.Channel), ("@lasting", person.LastingId ?? ""), ("@phone", person.Phone ?? ""), ("@parent", person.ParentId ?? ""));
        Known? lasting = null, phone = null, parent = null;
        await using var rows = await find.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var known = new Known(rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetString(4), !rows.IsDBNull(5));
            if (rows.GetString(0) == PersonOnChannel.LastingKind) lasting ??= known;
            else if (rows.GetString(0) == PersonOnChannel.PhoneKind) phone ??= known;
            else parent ??= known;
        }
        return (lasting, phone, parent);
    }

    private static Task<bool> HasLastingIdAsync(CxBotDbContext db, string channel, long customerId, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i => i.CustomerId == customerId && i.Channel == channel && i.Kind == PersonOnChannel.LastingKind, cancellationToken);

    /// <summary>A message that was long on its way still names the number that its sender has left.</summary>
    private static Task<bool> IsFormerAsync(CxBotDbContext db, PersonOnChannel person, long customerId, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i => i.Channel == person.Channel && i.Kind == PersonOnChannel.FormerPhoneKind && i.Value == person.Phone && i.CustomerId == customerId, cancellationToken);

    private static Task ForgetPhoneAsync(CxBotDbContext db, PersonOnChannel person, CancellationToken cancellationToken) =>
        db.CustomerIdentities.Where(i => i.Channel == person.Channel && i.Kind == PersonOnChannel.PhoneKind && i.Value == person.Phone).ExecuteDeleteAsync(cancellationToken);

    private static async Task<long> AddCustomerAsync(CxBotDbContext db, string? name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var add = Sql.Command(db, """INSERT INTO "Customers" ("Name", "Blocked", "CreatedAt") VALUES (@name, @no, @now) RETURNING "Id" """, ("@name", name), ("@no", false), ("@now", now.UtcTicks));
        return Convert.ToInt64(await add.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<bool> AddIdentityAsync(CxBotDbContext db, string channel, string kind, string value, long customerId, CancellationToken cancellationToken)
    {
        await using var add = Sql.Command(db, """INSERT INTO "CustomerIdentities" ("Channel", "Kind", "Value", "CustomerId") VALUES (@channel, @kind, @value, @customer) ON CONFLICT DO NOTHING""",
            ("@channel", channel), ("@kind", kind), ("@value", value), ("@customer", customerId));
        return await add.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task AddConversationAsync(CxBotDbContext db, string id, string channel, long customerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Conversations.Add(new Conversation { Id = id, Channel = channel, CustomerId = customerId, CreatedAt = now, LastMessageAt = now });
        await db.SaveChangesAsync(cancellationToken);
        // Of a thousand in one command, none is looked at again.
        db.ChangeTracker.Clear();
    }

    private static Task NameAsync(CxBotDbContext db, long customerId, string name, CancellationToken cancellationToken) =>
        db.Customers.Where(c => c.Id == customerId && c.Name == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, name), cancellationToken);

    private sealed record Known(long CustomerId, string? Name, string? ConversationId, string? Address, bool Stopped);
}

/// <summary>Who it is, and where they are talked with.</summary>
/// <param name="Address">Where the channel reached them last.</param>
/// <param name="Stopped">They have stopped what we begin, or a part of it.</param>
/// <param name="New">The conversation was made now.</param>
/// <param name="Former">The phone number is one that they have left: they are not reached there.</param>
public sealed record FoundCustomer(long CustomerId, string ConversationId, string? Address, bool Stopped, bool New, bool Former);
