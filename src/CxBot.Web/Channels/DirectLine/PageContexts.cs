using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Keeps the page that a customer writes from.</summary>
public static class PageContexts
{
    /// <summary>Whether there was such a conversation.</summary>
    public static async Task<bool> SetAsync(Writer writer, ConversationId conversationId, PageContext page,
        CancellationToken cancellationToken) =>
        await writer.RunAsync((db, token) => db.Conversations.Where(c => c.Id == conversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Page, page), token), cancellationToken) > 0;
}
