using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Continuation;

/// <summary>The codes that take customers from one channel to another: kept as hashes, found once, forgotten after a day. All but the
/// questions are called inside a <see cref="Writer"/> command.</summary>
public sealed class ContinuationCodes(IOptions<ContinuationOptions> options, TimeProvider time)
{
    private static readonly TimeSpan WrongCodesCount = TimeSpan.FromHours(1);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How many codes of one conversation work at once: a customer may press twice.</summary>
    private const int MaxOpen = 5;

    /// <summary>Keeps a code for a conversation.</summary>
    public async Task KeepAsync(CxBotDbContext db, ConversationId conversationId, string hash, CancellationToken cancellationToken)
    {
        await ForgetOldAsync(db, cancellationToken);
        var tooMany = await db.ContinuationCodes.Where(c => c.ConversationId == conversationId && c.UsedAt == null)
            .OrderByDescending(c => c.ExpiresAt).Skip(MaxOpen - 1).Select(c => c.Hash).ToListAsync(cancellationToken);
        if (tooMany.Count > 0)
            await db.ContinuationCodes.Where(c => tooMany.Contains(c.Hash)).ExecuteDeleteAsync(cancellationToken);
        var expires = time.GetUtcNow() + options.Value.CodeLifetime;
        db.ContinuationCodes.Add(new ContinuationCode { Hash = hash, ConversationId = conversationId, ExpiresAt = expires });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whether there is such a code, used or not, fresh or not.</summary>
    public static Task<bool> IsKnownAsync(CxBotDbContext db, string hash, CancellationToken cancellationToken) =>
        db.ContinuationCodes.AnyAsync(c => c.Hash == hash, cancellationToken);

    /// <summary>Whether a code has not expired.</summary>
    public Task<bool> IsFreshAsync(CxBotDbContext db, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.ContinuationCodes.AnyAsync(c => c.Hash == hash && c.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Whether so many wrong codes came from a conversation within an hour that none is tried any more.</summary>
    public Task<bool> AreGuessedAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - WrongCodesCount;
        return db.WrongCodes.Where(w => w.ConversationId == conversationId && w.At > since).OrderBy(w => w.Id)
            .Skip(options.Value.WrongCodes - 1).AnyAsync(cancellationToken);
    }

    /// <summary>The conversation behind a code that fits here.</summary>
    /// <returns>Null where the code does not fit: it was used, is too old, is of this very channel, or of a customer who is proven to be
    /// another.</returns>
    public async Task<Conversation?> FindAsync(CxBotDbContext db, Conversation here, string hash, CancellationToken cancellationToken)
    {
        var there = await Open(db, hash).Join(db.Conversations, c => c.ConversationId, c => c.Id, (_, c) => c)
            .SingleOrDefaultAsync(cancellationToken);
        if (there is null || there.Channel == here.Channel)
            return null;
        return await JoinedCustomers.AreProvenOthersAsync(db, here.CustomerId, there.CustomerId, cancellationToken) ? null : there;
    }

    /// <summary>Uses a code. One conditional update decides who of several does.</summary>
    /// <returns>The conversation behind it; null as in <see cref="FindAsync"/>.</returns>
    public async Task<Conversation?> TakeAsync(CxBotDbContext db, Conversation here, string hash, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, here, hash, cancellationToken) is not { } there)
            return null;
        var now = time.GetUtcNow();
        return await Open(db, hash).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancellationToken) == 1 ? there : null;
    }

    /// <summary>Makes a code worthless, because it was given to somebody whom it does not belong to.</summary>
    public Task DeclineAsync(CxBotDbContext db, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.ContinuationCodes.Where(c => c.Hash == hash && c.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancellationToken);
    }

    /// <summary>Counts a wrong code; the caller saves.</summary>
    public void CountWrong(CxBotDbContext db, ConversationId conversationId) =>
        db.WrongCodes.Add(new WrongCode { ConversationId = conversationId, At = time.GetUtcNow() });

    private IQueryable<ContinuationCode> Open(CxBotDbContext db, string hash)
    {
        var now = time.GetUtcNow();
        return db.ContinuationCodes.Where(c => c.Hash == hash && c.UsedAt == null && c.ExpiresAt > now);
    }

    private async Task ForgetOldAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var longAgo = time.GetUtcNow() - Kept;
        await db.ContinuationCodes.Where(c => c.ExpiresAt < longAgo).ExecuteDeleteAsync(cancellationToken);
        await db.WrongCodes.Where(w => w.At < longAgo).ExecuteDeleteAsync(cancellationToken);
    }
}
