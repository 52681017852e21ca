using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Conversations;

/// <summary>How far a conversation stands in the search's index, which follows the log and is never written with it.</summary>
public sealed class SearchMark
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The last sequence whose words are in the index; 0 where none is.</summary>
    public long Sequence { get; set; }

    /// <summary>Raised by whoever changes what is searched beside the log: see <see cref="RaiseAsync"/>.</summary>
    public long Changes { get; set; }

    /// <summary><see cref="Changes"/> as it stood when the conversation was read for the index.</summary>
    public long Indexed { get; set; }

    /// <summary>How the words in the index were folded; of another fold, they are read anew.</summary>
    public required string Fold { get; set; }

    /// <summary>Names, numbers, cases or labels of these conversations have changed without a message: they are read anew. Called in the
    /// transaction that changes them.</summary>
    public static Task RaiseAsync(CxBotDbContext db, IQueryable<ConversationId> conversationIds, CancellationToken cancellationToken) =>
        db.SearchMarks.Where(m => conversationIds.Contains(m.ConversationId))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Changes, m => m.Changes + 1), cancellationToken);

    /// <summary>The same for everything of a customer.</summary>
    public static Task RaiseAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken) =>
        RaiseAsync(db, db.Conversations.Where(c => c.CustomerId == customerId).Select(c => c.Id), cancellationToken);

    /// <summary>The same for one conversation.</summary>
    public static Task RaiseAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken) =>
        db.SearchMarks.Where(m => m.ConversationId == conversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Changes, m => m.Changes + 1), cancellationToken);
}
