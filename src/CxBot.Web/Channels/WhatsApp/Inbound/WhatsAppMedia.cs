using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Fetches the files that customers sent: asked for by id, from Meta's hosts alone, checked by content, kept with their message.
/// Never an address that a message names.</summary>
public sealed partial class WhatsAppMedia(
    WhatsAppDownload download, MediaFetchQueue queue, Leases leases, IOptions<WhatsAppOptions> options, TimeProvider time,
    ILogger<WhatsAppMedia> logger)
    : PeriodicWorker(TimeSpan.FromSeconds(5), time, logger)
{
    private const int MaxAttempts = 8;

    /// <summary>Nobody needs a file that comes slower than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly ClockWatch _clock = new(time);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.IsOn ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (_clock.WentBack())
            await queue.DueAtOnceAsync(cancellationToken);
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
        var due = await queue.DueAsync(cancellationToken);
        return (await Task.WhenAll(due.Select(fetch => FetchAloneAsync(fetch, cancellationToken)))).Count(fetched => fetched);
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
            (file, problem) = await download.FetchAsync(fetch, deadline.Token);
        }
        catch (MediaRefusedException refused) when (refused.Reason is not MediaRefusal.NoRoom)
        {
            problem = refused.Reason switch
            {
                MediaRefusal.TooLarge => "MediaTooLarge",
                MediaRefusal.WrongKind => "MediaWrongKind",
                _ => "MediaGone",
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
                await queue.PutOffAsync(fetch, cancellationToken);
                return;
            }
            problem = "MediaGone";
        }
        await queue.KeepAsync(fetch, file, problem, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The file of message {Sequence} in conversation {ConversationId} could not be fetched (attempt {Attempt}, {Failure})")]
    private static partial void FetchFailed(ILogger logger, ConversationId conversationId, long sequence, int attempt, string failure);
}
