using System.Globalization;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Customers;
using CxBot.Demo.Plan;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Demo.Rows;

/// <summary>How what is made up is told from what is real: each invented customer has an identity of the channel "demo", and one more
/// customer, whom nobody ever erases, remembers the numbers of the cases, which stay when their customers are erased.</summary>
internal static class DemoMark
{
    public const string Channel = CustomerAddress.DemoChannel;

    /// <summary>How the ids of invented conversations begin.</summary>
    public const string Prefix = "demo-";

    private const string CustomerKind = "customer";
    private const string CasesKind = "cases";
    private const string LabelKind = "label";
    private const string KeeperName = "Demo";

    /// <summary>How the ids begin that erased conversations get; see <c>ErasurePieces</c>.</summary>
    private const string ErasedPrefix = "erased-";

    private const int CasesAtOnce = 500;

    public static Task<bool> IsThereAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        db.CustomerIdentities.AnyAsync(i => i.Channel == Channel, cancellationToken);

    /// <summary>Everybody who bears the mark.</summary>
    public static IQueryable<CustomerId> Customers(CxBotDbContext db) =>
        db.CustomerIdentities.Where(i => i.Channel == Channel).Select(i => i.CustomerId);

    /// <summary>Who would not be known again is a visitor here too.</summary>
    public static CustomerIdentity Of(DemoPerson person) => new()
    {
        Channel = Channel,
        Kind = person.IsKnown ? CustomerKind : CustomerAddress.VisitorKind,
        Value = person.Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Remembers cases. Called inside a <see cref="Writer"/> command; it saves.</summary>
    /// <param name="ids">Not empty.</param>
    public static async Task CasesAsync(CxBotDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        await RememberAsync(db, CasesKind, IdRanges.Write(ids), cancellationToken);

    /// <summary>Remembers that the label was made here.</summary>
    public static Task LabelAsync(CxBotDbContext db, long labelId, CancellationToken cancellationToken) =>
        RememberAsync(db, LabelKind, labelId.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Cases that were made up, also of those who are erased.</summary>
    public static async Task<IReadOnlyList<long>> RememberedCasesAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        [.. (await ValuesAsync(db, CasesKind, cancellationToken)).SelectMany(IdRanges.Read)];

    public static async Task<IReadOnlyList<long>> LabelsAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        [.. (await ValuesAsync(db, LabelKind, cancellationToken)).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];

    /// <summary>Every conversation that was made up, also where only figures are left of it.</summary>
    /// <param name="cases">See <see cref="RememberedCasesAsync"/>.</param>
    public static async Task<IReadOnlyList<ConversationId>> ConversationsAsync(
        CxBotDbContext db, IReadOnlyList<long> cases, CancellationToken cancellationToken)
    {
        var found = await db.Conversations.IgnoreQueryFilters().Where(c => Customers(db).Contains(c.CustomerId)).Select(c => c.Id)
            .ToListAsync(cancellationToken);
        foreach (var some in cases.Chunk(CasesAtOnce))
            found.AddRange(await db.Cases.Where(c => some.Contains(c.Id)).Select(c => c.ConversationId).ToListAsync(cancellationToken));
        // An agent may have joined an invented customer with a real one, whose conversations are real.
        return [.. found.Distinct().Where(id => id.Value.StartsWith(Prefix, StringComparison.Ordinal)
            || id.Value.StartsWith(ErasedPrefix, StringComparison.Ordinal))];
    }

    private static Task<List<string>> ValuesAsync(CxBotDbContext db, string kind, CancellationToken cancellationToken) =>
        db.CustomerIdentities.Where(i => i.Channel == Channel && i.Kind == kind).Select(i => i.Value).ToListAsync(cancellationToken);

    private static async Task RememberAsync(CxBotDbContext db, string kind, string value, CancellationToken cancellationToken)
    {
        var keeper = await db.CustomerIdentities.Where(i => i.Channel == Channel && (i.Kind == CasesKind || i.Kind == LabelKind))
            .Select(i => (CustomerId?)i.CustomerId).FirstOrDefaultAsync(cancellationToken);
        var identity = new CustomerIdentity { Channel = Channel, Kind = kind, Value = value, CustomerId = keeper ?? default };
        if (keeper is null)
            db.Customers.Add(new Customer { Name = KeeperName, CreatedAt = DateTimeOffset.UnixEpoch, Identities = [identity] });
        else
            db.CustomerIdentities.Add(identity);
        await db.SaveChangesAsync(cancellationToken);
    }
}
