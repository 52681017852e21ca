using System.Net;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Fetches the files that customers sent: asked for by id, from Meta's hosts alone, checked by content, kept with their message.
/// Never an address that a message names.</summary>
public sealed partial class WhatsAppMedia(
    WhatsAppClient client, MediaStore store, Writer writer, Feed feed, Leases leases, IDbContextFactory<CxBotDbContext> contexts,
    IOptions<WhatsAppOptions> options, IOptions<MediaOptions> limits, TimeProvider time, ILogger<WhatsAppMedia> logger)
    : PeriodicWorker(TimeSpan.FromSeconds(5), time, logger)
{
    private const int AtOnce = 4;
    private const int MaxAttempts = 8;

    /// <summary>Nobody needs a file that comes slower than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly Backoff Backoff = new(TimeSpan.FromMinutes(5));

    private readonly ClockWatch _clock = new(time);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.IsOn ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (_clock.WentBack())
            await DueAtOnceAsync(cancellationToken);
        while (await FetchDueAsync(cancellationToken) > 0)
        {
        }
    }

    protected override void RoundFailed(Exception failure)
    {
        if (failure is not StorageException)
            base.RoundFailed(failure);
    }

    private async Task<int> FetchDueAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = Time.GetUtcNow();
        var never = now + OutgoingDelivery.MaxWait;
        var due = await db.MediaFetches.AsNoTracking().Where(f => f.Channel == WhatsAppChannel.Key && (f.DueAt <= now || f.DueAt > never))
            .OrderBy(f => f.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        return (await Task.WhenAll(due.Select(fetch => FetchAloneAsync(fetch, cancellationToken)))).Count(fetched => fetched);
    }

    /// <summary>Makes everything due after the clock was set back. Otherwise deliveries put off by the old clock would wait for the
    /// difference.</summary>
    private async Task DueAtOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        await writer.RunAsync(
            (db, token) => db.MediaFetches.Where(f => f.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(f => f.DueAt, now), token),
            cancellationToken);
    }

    /// <summary>Of several processes one fetches.</summary>
    /// <returns>False where another does.</returns>
    private async Task<bool> FetchAloneAsync(MediaFetch fetch, CancellationToken cancellationToken)
    {
        var name = $"media:{fetch.ConversationId}:{fetch.Sequence}";
        if (!await leases.TryTakeAsync(name, Leases.Lasts, cancellationToken))
            return false;
        await leases.KeepingAsync(name, FetchAsync(fetch, cancellationToken), cancellationToken);
        await leases.ReleaseAsync(name, cancellationToken);
        return true;
    }

    private async Task FetchAsync(MediaFetch fetch, CancellationToken cancellationToken)
    {
        string? problem;
        MediaReference? file = null;
        try
        {
            using var deadline = new Deadline(Longest, Time, cancellationToken);
            (file, problem) = await DownloadAsync(fetch, deadline.Token);
        }
        catch (MediaRefusedException refused) when (refused.Reason is not MediaRefusal.NoRoom)
        {
            problem = refused.Reason switch
            {
                MediaRefusal.TooLarge => "MediaTooLarge",
                MediaRefusal.WrongKind => "MediaWrongKind",
                _ =>
                "MediaGone"
            };
        }
        catch (Exception failure)
            when (failure is HttpRequestException or MediaRefusedException or IOException or InvalidDataException
                or OperationCanceledException or TimeoutRejectedException or BrokenCircuitException
                && !cancellationToken.IsCancellationRequested)
        {
            FetchFailed(Logger, fetch.ConversationId, fetch.Sequence, fetch.Attempts + 1, failure.GetType().Name);
            if (fetch.Attempts + 1 < MaxAttempts)
            {
                await PutOffAsync(fetch, cancellationToken);
                return;
            }
            problem = "MediaGone";
        }
        await KeepAsync(fetch, file, problem, cancellationToken);
    }

    private async Task<(MediaReference? File, string? Problem)> DownloadAsync(MediaFetch fetch, CancellationToken cancellationToken)
    {
        if (await client.MediaAddressAsync(fetch.MediaId, cancellationToken) is not { } address)
            return (null, "MediaGone");
        if (!client.IsMetas(address))
        {
            ForeignHost(Logger, fetch.ConversationId, fetch.Sequence);
            return (null, "MediaGone");
        }
        using var response = await client.DownloadAsync(address, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone || (int)response.StatusCode is >= 300 and < 400)
            return (null, "MediaGone");
        response.EnsureSuccessStatusCode();
        if (response.Content.Headers.ContentLength > limits.Value.MaxFileBytes)
            return (null, "MediaTooLarge");
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await store.SaveAsync(content, fetch.FileName, fetch.ConversationId, cancellationToken), null);
    }

    private async Task KeepAsync(MediaFetch fetch, MediaReference? file, string? problem, CancellationToken cancellationToken)
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
        }, cancellationToken);
        feed.Publish(fetch.ConversationId);
    }

    private Task PutOffAsync(MediaFetch fetch, CancellationToken cancellationToken)
    {
        var due = Time.GetUtcNow() + Backoff.After(fetch.Attempts);
        return writer.RunAsync(
            (db, token) => db.MediaFetches.Where(f => f.ConversationId == fetch.ConversationId && f.Sequence == fetch.Sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Attempts, fetch.Attempts + 1).SetProperty(f => f.DueAt, due), token),
            cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The file of message {Sequence} in conversation {ConversationId} could not be fetched (attempt {Attempt}, {Failure})")]
    private static partial void FetchFailed(ILogger logger, string conversationId, long sequence, int attempt, string failure);

    [LoggerMessage(2, LogLevel.Warning,
        "The file of message {Sequence} in conversation {ConversationId} is said to lie on a host that is not Meta's; it was not fetched")]
    private static partial void ForeignHost(ILogger logger, string conversationId, long sequence);
}
