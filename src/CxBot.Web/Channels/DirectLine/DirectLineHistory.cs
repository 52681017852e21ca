using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Reads the log as a customer may: in order, in pages, without notes.</summary>
public static class DirectLineHistory
{
    /// <summary>How many messages a page has at most, and how much of an old conversation a new client is shown.</summary>
    public const int PageSize = 200;

    /// <summary>What comes after a place; from the beginning (0), the last page alone.</summary>
    public static async Task<List<Message>> AfterAsync(
        CxBotDbContext db, ConversationId conversationId, long sequence, CancellationToken cancellationToken)
    {
        var messages = db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.Role != MessageRole.Note);
        if (sequence > 0)
            return await messages.Where(m => m.Sequence > sequence).OrderBy(m => m.Sequence).Take(PageSize).ToListAsync(cancellationToken);
        var last = await messages.OrderByDescending(m => m.Sequence).Take(PageSize).ToListAsync(cancellationToken);
        last.Reverse();
        return last;
    }
}
