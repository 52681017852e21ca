using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>One act on a conversation: read, changed and stored in one transaction, and then told to everybody who shows it.</summary>
public sealed class HandoverTransaction(Writer writer, Feed feed, Outbox outbox)
{
    /// <exception cref="ConversationConflictException">The conversation is gone, or somebody else was first: nothing is stored.</exception>
    public async Task<T> RunAsync<T>(ConversationId conversationId, Func<CxBotDbContext, Conversation, CancellationToken, Task<T>> act,
        CancellationToken cancellationToken)
    {
        var done = await writer.RunAsync(async (db, token) =>
        {
            var result = await act(db, await LoadAsync(db, conversationId, token), token);
            await SaveAsync(db, token);
            return result;
        }, cancellationToken);
        Tell(conversationId);
        return done;
    }

    /// <exception cref="ConversationConflictException">The conversation is gone, or somebody else was first: nothing is stored.</exception>
    public Task RunAsync(ConversationId conversationId, Func<CxBotDbContext, Conversation, CancellationToken, Task> act,
        CancellationToken cancellationToken) =>
        RunAsync<object?>(conversationId, async (db, conversation, token) =>
        {
            await act(db, conversation, token);
            return null;
        }, cancellationToken);

    /// <summary>The open handover of a conversation.</summary>
    /// <exception cref="ConversationConflictException">It has none.</exception>
    public static async Task<HandoverRequest> OpenAsync(
        CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken) =>
        await db.Handovers.SingleOrDefaultAsync(h => h.Id == conversation.HandoverId, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversation.Id} has no open handover.");

    private void Tell(ConversationId conversationId)
    {
        feed.Publish(conversationId);
        // Every conversation behind this one in the queue has moved up.
        feed.PublishToAll();
        outbox.Wake();
    }

    private static async Task<Conversation> LoadAsync(CxBotDbContext db, ConversationId conversationId,
        CancellationToken cancellationToken) =>
        await db.Conversations.SingleOrDefaultAsync(c => c.Id == conversationId, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversationId} is gone.");

    private static async Task SaveAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConversationConflictException("Somebody else was first.");
        }
    }
}
