using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Handover;

/// <summary>How much of the agents' queue one network address may take: nobody can fill it alone.</summary>
/// <remarks>Asked inside the transaction that would queue the conversation. Channels without an address, and customers whom the shop knows,
/// are not limited by it.</remarks>
public sealed class HandoverShare(IOptions<HandoverOptions> options)
{
    /// <summary>Whether so many conversations of the same address wait, or are with an agent, that this one has to wait for its
    /// turn.</summary>
    public async Task<bool> IsUsedUpAsync(CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        if (options.Value.OpenPerAddress == 0 || conversation.AddressHash is not { } address)
            return false;
        if (await Open(db, address).CountAsync(cancellationToken) < options.Value.OpenPerAddress)
            return false;
        return !await db.CustomerIdentities.AnyAsync(
            i => i.CustomerId == conversation.CustomerId && i.Kind == CustomerAddress.SubjectKind, cancellationToken);
    }

    /// <summary>The conversations of one address that wait for an agent or have one.</summary>
    public static IQueryable<Conversation> Open(CxBotDbContext db, string addressHash) => db.Conversations
        .Where(c => c.AddressHash == addressHash
            && (c.Status == ConversationStatus.WaitingForAgent || c.Status == ConversationStatus.WithAgent));
}
