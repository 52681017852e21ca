using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>The files that are still to be fetched, as rows: what is due, put off, and done with.</summary>
public sealed class MediaFetchQueue(Writer writer, Feed feed, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    private const int AtOnce = 4;

    private static readonly Backoff Backoff = new(TimeSpan.FromMinutes(5));

    /// <summary>The next few that are due.</summary>
    public async Task<IReadOnlyList<MediaFetch>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        var never = now + OutgoingDelivery.MaxWait;
        return await db.MediaFetches.AsNoTracking().Where(f => f.Channel == WhatsAppChannel.Key && (f.DueAt <= now || f.DueAt > never))
            .OrderBy(f => f.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
    }

    /// <summary>Makes everything due after the clock was set back. Otherwise deliveries put off by the old clock would wait for the
    /// difference.</summary>
    public async Task DueAtOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await writer.RunAsync(
            (db, token) => db.MediaFetches.Where(f => f.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(f => f.DueAt, now), token),
            cancellationToken);
    }

    /// <summary>Gives the message its file, or says why it has none.</summary>
    public async Task KeepAsync(MediaFetch fetch, MediaReference? file, string? problem, CancellationToken cancellationToken)
    {
        await writer.RunAsync(async (db, token) =>
        {
            // Where another process was faster, its file is the message's, and this one goes with the conversation.
            if (await db.MediaFetches.Where(f => f.ConversationId == fetch.ConversationId && f.Sequence == fetch.Sequence)
                .ExecuteDeleteAsync(token) == 0)
                return;
            var content = await db.Messages.Where(m => m.ConversationId == fetch.ConversationId && m.Sequence == fetch.Sequence)
                .Select(m => m.Content).SingleOrDefaultAsync(token);
            if (content is not MessageContent.Shared shared)
                return;
            content = shared.Fetched(file, problem);
            await db.Messages.Where(m => m.ConversationId == fetch.ConversationId && m.Sequence == fetch.Sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Content, content), token);
            await SearchMark.RaiseAsync(db, fetch.ConversationId, token);
        }, cancellationToken);
        feed.Publish(fetch.ConversationId);
    }

    /// <summary>Tries again later, each time after a longer pause.</summary>
    public Task PutOffAsync(MediaFetch fetch, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + Backoff.After(fetch.Attempts);
        return writer.RunAsync(
            (db, token) => db.MediaFetches.Where(f => f.ConversationId == fetch.ConversationId && f.Sequence == fetch.Sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Attempts, fetch.Attempts + 1).SetProperty(f => f.DueAt, due), token),
            cancellationToken);
    }
}
