using CxBot.Conversations;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Customers;

/// <summary>One line of the ledger of what customers want sent: written once, never changed.</summary>
public sealed class ConsentChange
{
    public long Id { get; init; }
    public CustomerId CustomerId { get; init; }
    public required string Channel { get; init; }
    public ConsentWish Wish { get; init; }
    public ConsentPurpose Purpose { get; init; }
    public ConsentSource Source { get; init; }

    /// <summary>What said so, by an id that comes again when the channel tells it again: the same is written once.</summary>
    public string? ProviderId { get; init; }

    /// <summary>When the customer said so.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>What customers want sent, by purpose. The ledger is the truth; what follows from it now stands beside each conversation. Called
/// inside a <see cref="Writer"/> command.</summary>
public static class Consents
{
    /// <summary>Writes a wish down and lets it count, unless a later one about the same is known already.</summary>
    /// <returns>Whether it was new.</returns>
    public static async Task<bool> RecordAsync(CxBotDbContext db, ConsentChange change, CancellationToken cancellationToken)
    {
        if (change.ProviderId is not null
            && await db.ConsentChanges.AnyAsync(c =>
                c.Channel == change.Channel && c.ProviderId == change.ProviderId && c.CustomerId == change.CustomerId, cancellationToken))
            return false;
        db.ConsentChanges.Add(change);
        await db.SaveChangesAsync(cancellationToken);
        var all = change.Purpose == ConsentPurpose.All;
        if (await db.ConsentChanges.AnyAsync(c =>
            c.CustomerId == change.CustomerId && c.Channel == change.Channel && c.At > change.At
                && (c.Purpose == ConsentPurpose.All || c.Purpose == change.Purpose), cancellationToken))
            return true;
        DateTimeOffset? stopped = change.Wish == ConsentWish.Stop ? change.At : null;
        var theirs = db.Conversations.Where(c => c.CustomerId == change.CustomerId && c.Channel == change.Channel);
        if (all)
            await theirs.ExecuteUpdateAsync(set => set.SetProperty(c => c.StoppedAt, stopped), cancellationToken);
        // Who wants everything again wants offers again; who wants offers again says nothing of the rest.
        if (!all || stopped is null)
            await theirs.ExecuteUpdateAsync(set => set.SetProperty(c => c.MarketingStoppedAt, stopped), cancellationToken);
        return true;
    }

    /// <summary>The wishes of one customer become another's, and what they said last on a channel counts for all of it: who stopped by one
    /// number has stopped.</summary>
    internal static async Task JoinAsync(CxBotDbContext db, CustomerId keep, CustomerId drop, CancellationToken cancellationToken)
    {
        // The same wish, told of both, is one.
        await db.ConsentChanges.Where(c => c.CustomerId == drop && c.ProviderId != null && db.ConsentChanges.Any(own =>
                own.CustomerId == keep && own.Channel == c.Channel && own.ProviderId == c.ProviderId))
            .ExecuteDeleteAsync(cancellationToken);
        await db.ConsentChanges.Where(c => c.CustomerId == drop)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, keep), cancellationToken);
        var ledger = await db.ConsentChanges.AsNoTracking().Where(c => c.CustomerId == keep).OrderBy(c => c.At).ThenBy(c => c.Id)
            .ToListAsync(cancellationToken);
        foreach (var said in ledger.GroupBy(c => c.Channel))
        {
            var all = said.LastOrDefault(c => c.Purpose == ConsentPurpose.All);
            var offers = said.LastOrDefault(c => c.Purpose == ConsentPurpose.Marketing || c.Wish == ConsentWish.Start);
            DateTimeOffset? stopped = all is { Wish: ConsentWish.Stop } ? all.At : null;
            DateTimeOffset? offersStopped = offers is { Wish: ConsentWish.Stop } ? offers.At : null;
            await db.Conversations.Where(c => c.CustomerId == keep && c.Channel == said.Key).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.StoppedAt, stopped).SetProperty(c => c.MarketingStoppedAt, offersStopped), cancellationToken);
        }
    }

    /// <summary>A channel refused a message because the customer wants no offers: that is the customer's word too.</summary>
    /// <param name="refusalId">Names the refusal, the same however often it is told.</param>
    public static Task<bool> RefusedAsync(
        CxBotDbContext db, CustomerId customerId, string channel, string refusalId, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        RecordAsync(db, new ConsentChange
        {
            CustomerId = customerId,
            Channel = channel,
            Wish = ConsentWish.Stop,
            Purpose = ConsentPurpose.Marketing,
            Source = ConsentSource.Refusal,
            ProviderId = refusalId,
            At = at,
        }, cancellationToken);

    /// <summary>Whether an approved template may go to this customer. What answers them is help and may always; what we begin may not where
    /// they stopped it. Pure.</summary>
    /// <param name="category">The template's, in the channel's own word.</param>
    public static bool Allow(Conversation conversation, string? category)
    {
        if (string.Equals(category, "MARKETING", StringComparison.OrdinalIgnoreCase))
            return conversation is { StoppedAt: null, MarketingStoppedAt: null };
        // A case is open, and they have written since: a notice that answers it is no more begun by us than a reply is. A case that an
        // agent began unasked answers nothing until they write in it.
        return conversation.StoppedAt is not { } stopped || (conversation.HandoverId is not null && conversation.LastCustomerAt > stopped
            && !(conversation.UnaskedSince >= conversation.LastCustomerAt));
    }
}
