using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>The number's pace and each customer's, and whether the number sends at all.</summary>
public sealed partial class WhatsAppPace : IDisposable
{
    /// <summary>A stopped number is tried again with one message after this long: the owner may have repaired it.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(60);

    private readonly TokenBucketRateLimiter number;
    private readonly PartitionedRateLimiter<string> customers;
    private readonly TimeProvider time;
    private readonly ILogger<WhatsAppPace> logger;
    private readonly Lock change = new();
    private DateTimeOffset pausedUntil;
    private int slowed;

    public WhatsAppPace(IOptions<WhatsAppOptions> options, TimeProvider time, ILogger<WhatsAppPace> logger)
    {
        (this.time, this.logger) = (time, logger);
        var settings = options.Value;
        number = new(new()
        {
            // A tenth of a second's worth at once: evenly, as the number's limit is counted.
            TokenLimit = Math.Max(1, settings.MessagesPerSecond / 10),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / settings.MessagesPerSecond),
            QueueLimit = 1000,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        customers = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new()
        {
            TokenLimit = settings.CustomerBurst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = settings.CustomerInterval,
            QueueLimit = 0,
        }));
    }

    /// <summary>Why nothing is sent, for the owner; null where all is well.</summary>
    public WhatsAppStop? Stop { get; private set; }

    /// <summary>The number stopped sending, or sends again.</summary>
    public event Action? Changed;

    /// <summary>How long the number must wait; null where it may send.</summary>
    public TimeSpan? MustWait()
    {
        lock (change)
        {
            var now = time.GetUtcNow();
            if (pausedUntil > now) return pausedUntil - now;
            // One goes ahead to try; the others wait for what becomes of it.
            if (Stop is not null) pausedUntil = now + TryAgainAfter;
            return null;
        }
    }

    /// <summary>Takes one of a customer's places.</summary>
    /// <returns>How long to wait where there is none; null where there was one.</returns>
    public TimeSpan? TakeCustomersPlace(string address)
    {
        using var lease = customers.AttemptAcquire(address);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : TimeSpan.FromSeconds(1);
    }

    /// <summary>Waits for one of the number's places.</summary>
    public async Task TakePlaceAsync(CancellationToken cancellationToken)
    {
        using var lease = await number.AcquireAsync(1, cancellationToken);
    }

    /// <summary>Something went out: all is well.</summary>
    public void Sent()
    {
        if (Stop is null && slowed == 0) return;
        lock (change)
        {
            if (Stop is not null) NumberSendsAgain(logger);
            (Stop, slowed, pausedUntil) = (null, 0, default);
        }
        Changed?.Invoke();
    }

    /// <summary>The number was too fast: all of it waits, longer each time.</summary>
    public void SlowDown()
    {
        lock (change)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, slowed++), 60)) + WhatsAppSender.Jitter();
            if (time.GetUtcNow() + pause > pausedUntil) pausedUntil = time.GetUtcNow() + pause;
        }
    }

    /// <summary>Nothing goes out until the owner has done something.</summary>
    public void StopSending(int? code, string title)
    {
        lock (change)
        {
            if (Stop is null) NumberStopped(logger, code, title);
            Stop = new(code, title, Stop?.Since ?? time.GetUtcNow());
            pausedUntil = time.GetUtcNow() + TryAgainAfter;
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        number.Dispose();
        customers.Dispose();
    }

    [LoggerMessage(1, LogLevel.Critical, "WhatsApp takes nothing from our number: {Code} {Title}. Messages wait until that is repaired")]
    private static partial void NumberStopped(ILogger logger, int? code, string title);

    [LoggerMessage(2, LogLevel.Information, "WhatsApp takes messages from our number again")]
    private static partial void NumberSendsAgain(ILogger logger);
}

/// <summary>Why a number does not send, and since when.</summary>
public sealed record WhatsAppStop(int? Code, string Title, DateTimeOffset Since);
