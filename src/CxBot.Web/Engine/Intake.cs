using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Inbound;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Web.Operations.Network;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>Takes in every customer message: stores it first, acknowledges it by returning, and only then wakes who works on it.</summary>
public sealed class Intake(Writer writer, Feed feed, Typing typing, IGrainFactory grains, TimeProvider time)
{
    private int _waiting;

    /// <summary>How many callers wait at this moment until their messages are on disk.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Stores a message. When this returns, it is on disk.</summary>
    /// <returns>The message's sequence, or the first copy's where the message had come before; null where there is no such
    /// conversation.</returns>
    public async Task<Accepted?> AcceptAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var accepted = await StoreAsync(async (db, token) =>
        {
            if (await MessageLog.AppendInboundAsync(db, message, time.GetUtcNow(), token) is { } sequence)
                return new Accepted(sequence, false);
            return await db.Messages
                .Where(m => m.Channel == message.Channel && m.ProviderId == message.ProviderId && m.ProviderId != null)
                .Select(m => new Accepted(m.Sequence, true)).SingleOrDefaultAsync(token);
        }, cancellationToken);
        if (accepted is { Duplicate: false })
        {
            if (message.Kind == MessageKind.Text)
                typing.Clear(message.ConversationId, TypingSide.Customer);
            feed.Publish(message.ConversationId);
            await grains.GetGrain<IConversationGrain>(message.ConversationId.Value).Wake();
        }
        return accepted;
    }

    /// <summary>
    /// Stores messages that came together in one commit. When this returns, all of them are on disk; an exception says that none is.
    /// </summary>
    /// <param name="store">Stores it and says in which conversations; run again from the start where another node was faster with one of
    /// its customers.</param>
    public async Task AcceptAllAsync(Func<CxBotDbContext, CancellationToken, Task<IReadOnlyCollection<Touched>>> store,
        CancellationToken cancellationToken)
    {
        IReadOnlyCollection<Touched> touched;
        try
        {
            touched = await StoreAsync(store, cancellationToken);
        }
        catch (DbUpdateException)
        {
            touched = await StoreAsync(store, cancellationToken);
        }
        foreach (var (conversationId, said) in touched)
        {
            if (said)
                typing.Clear(conversationId, TypingSide.Customer);
            feed.Publish(conversationId);
            if (said)
                await grains.GetGrain<IConversationGrain>(conversationId.Value).Wake();
        }
    }

    private async Task<T> StoreAsync<T>(Func<CxBotDbContext, CancellationToken, Task<T>> store, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return await writer.RunFirstAsync(store, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Makes sure that the conversation and its customer exist. Safe to call any number of times.</summary>
    /// <returns>Whether the conversation was made now.</returns>
    public Task<bool> OpenAsync(ConversationId conversationId, CustomerAddress address, string? customerName, string? language,
        CancellationToken cancellationToken, string? email = null, string? addressHash = null) =>
        writer.RunAsync(async (db, token) =>
        {
            if (await db.Conversations.Where(c => c.Id == conversationId).Select(c => new { c.AddressHash })
                .SingleOrDefaultAsync(token) is { } known)
            {
                // The customer may have moved to another network. Calls of the shop's own server carry no customer's address.
                if (addressHash is not null && addressHash != known.AddressHash)
                    await MovedAsync(db, conversationId, addressHash, token);
                return false;
            }
            var now = time.GetUtcNow();
            var customer = await db.CustomerIdentities
                .Where(i => i.Channel == address.Channel && i.Kind == address.Kind && i.Value == address.Value)
                .Join(db.Customers, i => i.CustomerId, c => c.Id, (_, c) => c)
                .SingleOrDefaultAsync(token);
            if (customer is null)
            {
                customer = new Customer { Name = PersonName.Read(customerName), Email = email, CreatedAt = now };
                customer.Identities.Add(new CustomerIdentity { Channel = address.Channel, Kind = address.Kind, Value = address.Value });
                db.Add(customer);
            }
            db.Conversations.Add(new Conversation
            {
                Id = conversationId,
                Channel = address.Channel,
                Customer = customer,
                Language = language,
                AddressHash = addressHash,
                CreatedAt = now,
                LastMessageAt = now,
            });
            await db.SaveChangesAsync(token);
            return true;
        }, cancellationToken);

    /// <summary>Keeps the network address from which the customer goes on.</summary>
    public Task MovedAsync(ConversationId conversationId, string addressHash, CancellationToken cancellationToken) =>
        writer.RunAsync((db, token) => MovedAsync(db, conversationId, addressHash, token), cancellationToken);

    private static Task<int> MovedAsync(CxBotDbContext db, ConversationId conversationId, string addressHash,
        CancellationToken cancellationToken) =>
        db.Conversations.Where(c => c.Id == conversationId && c.AddressHash != addressHash)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.AddressHash, addressHash), cancellationToken);
}

/// <summary>A stored message's place, and whether it had been stored before.</summary>
public sealed record Accepted(long Sequence, bool Duplicate);
