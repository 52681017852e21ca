using CxBot.Customers;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Who the customer of a web conversation is, as Direct Line knows them.</summary>
public sealed class ConversationUser(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>The user id; null where there is no such conversation on the website.</summary>
    public async Task<string?> OfAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations.Where(c => c.Id == conversationId && c.Channel == Conversations.Channels.Web)
            .Join(db.CustomerIdentities.Where(i => i.Channel == Conversations.Channels.Web), c => c.CustomerId, i => i.CustomerId, (_, i) => i)
            .OrderBy(i => i.Kind == CustomerAddress.SubjectKind).Select(i => i.Value)
            // A visitor's own id first: a customer may have several, and the shop's name for them is nobody else's business.
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether the customer came from this network address last.</summary>
    public async Task<bool> IsAtAsync(string conversationId, string addressHash, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations.AnyAsync(c => c.Id == conversationId && c.AddressHash == addressHash, cancellationToken);
    }
}
