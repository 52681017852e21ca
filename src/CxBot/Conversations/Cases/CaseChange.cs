using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Conversations.Cases;

/// <summary>A mark on a case: something has changed that its figures come from. Added in the transaction of what changed, and taken away by
/// who has reckoned with it; so none is lost in whatever order they come and go.</summary>
public sealed class CaseChange
{
    public long Id { get; init; }

    public long CaseId { get; init; }

    /// <summary>Marks every case of a conversation, where it is not known which one it was, or there are few.</summary>
    public static Task RaiseAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken) =>
        RaiseAsync(db, db.Cases.Where(c => c.ConversationId == conversationId), cancellationToken);

    /// <summary>The same for everything of a customer.</summary>
    public static Task RaiseAsync(CxBotDbContext db, CustomerId customerId, CancellationToken cancellationToken) =>
        RaiseAsync(db, CustomerCase.Of(db, customerId), cancellationToken);

    private static async Task RaiseAsync(CxBotDbContext db, IQueryable<CustomerCase> cases, CancellationToken cancellationToken)
    {
        var ids = await cases.Select(c => c.Id).ToListAsync(cancellationToken);
        db.CaseChanges.AddRange(ids.Select(id => new CaseChange { CaseId = id }));
        await db.SaveChangesAsync(cancellationToken);
    }
}
