using System.Threading.RateLimiting;
using CxBot.Hosting;
using CxBot.Storage.Nodes;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>The number's pace and each customer's, and whether the number sends at all.</summary>
/// <remarks>Of both paces each node takes its share: Meta counts all of them together.</remarks>
public sealed partial class WhatsAppRateLimiter : IDisposable
{
    /// <summary>A stopped number is tried again with one message after this long: the owner may have repaired it.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(60);

    /// <summary>Templates that Meta limits are tried again after this long: such limits are lifted after days.</summary>
    private static readonly TimeSpan TryTemplatesAfter = TimeSpan.FromMinutes(10);

    private static readonly Backoff Backoff = new(TimeSpan.FromSeconds(60));

    private readonly WhatsAppOptions _settings;
    private readonly LiveNodes _nodes;
    private readonly List<(int Nodes, TokenBucketRateLimiter Pace)> _number = [];
    private readonly PartitionedRateLimiter<string> _customers;
    private readonly TimeProvider _time;
    private readonly ILogger<WhatsAppRateLimiter> _logger;
    private readonly Lock _change = new();
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _templatesPausedUntil;
    private WhatsAppStop? _slow;
    private int _slowed;

    public WhatsAppRateLimiter(IOptions<WhatsAppOptions> options, LiveNodes nodes, TimeProvider time, ILogger<WhatsAppRateLimiter> logger)
    {
        (_settings, _nodes, _time, _logger) = (options.Value, nodes, time, logger);
        _customers = PartitionedRateLimiter.Create<string, string>(address =>
            RateLimitPartition.GetTokenBucketLimiter($"{nodes.Count}/{address}", _ => new()
            {
                TokenLimit = nodes.ShareOf(_settings.CustomerBurst),
                TokensPerPeriod = 1,
                ReplenishmentPeriod = _settings.CustomerInterval * nodes.Count,
                QueueLimit = 0,
            }));
    }

    /// <summary>Why nothing is sent, for the owner; null where all is well.</summary>
    public WhatsAppStop? Stop { get; private set; }

    /// <summary>Why no template is sent while replies are, for the owner; null where all is well.</summary>
    public WhatsAppStop? TemplatesStop { get; private set; }

    /// <summary>What the number waits for; null where it waits for nothing that Meta has said.</summary>
    public WhatsAppStop? WaitsFor
    {
        get
        {
            lock (_change)
                return Stop ?? _slow;
        }
    }

    /// <summary>The number or its templates stopped, or go out again.</summary>
    public event Action? Changed;

    /// <summary>How long the number must wait; null where it may send.</summary>
    public TimeSpan? MustWait()
    {
        lock (_change)
            return _pausedUntil > _time.GetUtcNow() ? _pausedUntil - _time.GetUtcNow() : null;
    }

    /// <summary>Asked at the last moment before a call. Of a stopped number one message goes ahead to try; the others wait for what becomes
    /// of it.</summary>
    /// <returns>How long to wait; null for who may go.</returns>
    public TimeSpan? GoAhead()
    {
        lock (_change)
        {
            var now = _time.GetUtcNow();
            if (_pausedUntil > now)
                return _pausedUntil - now;
            if (Stop is not null)
                _pausedUntil = now + TryAgainAfter;
            return null;
        }
    }

    /// <summary>What went ahead was refused for its own sake, which tells nothing of the number: the next may try at once.</summary>
    public void Spared()
    {
        lock (_change)
        {
            if (Stop is not null)
                _pausedUntil = default;
        }
    }

    /// <summary>Why no template may go now; null where one may, be it to try.</summary>
    public WhatsAppStop? TemplatesMustStop()
    {
        lock (_change)
            return _templatesPausedUntil > _time.GetUtcNow() ? TemplatesStop : null;
    }

    /// <summary>Takes one of a customer's places.</summary>
    /// <returns>How long to wait where there is none; null where there was one.</returns>
    public TimeSpan? TakeCustomersPlace(string address)
    {
        using var lease = _customers.AttemptAcquire(address);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : TimeSpan.FromSeconds(1);
    }

    /// <summary>Waits for one of the number's places.</summary>
    public async Task TakePlaceAsync(CancellationToken cancellationToken)
    {
        using var lease = await NumbersPace().AcquireAsync(1, cancellationToken);
    }

    /// <summary>Who waits at the pace of another number of nodes goes on waiting there: it is kept.</summary>
    private TokenBucketRateLimiter NumbersPace()
    {
        lock (_change)
        {
            var count = _nodes.Count;
            if (_number.Find(known => known.Nodes == count).Pace is { } pace)
                return pace;
            var share = (double)_settings.MessagesPerSecond / count;
            pace = new(new()
            {
                // A tenth of a second's worth at once: evenly, as the number's limit is counted.
                TokenLimit = Math.Max(1, (int)(share / 10)),
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1 / share),
                QueueLimit = 1000,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            });
            _number.Add((count, pace));
            return pace;
        }
    }

    /// <summary>Something went out: all is well.</summary>
    /// <param name="template">It was a template: those go out too.</param>
    public void Sent(bool template = false)
    {
        if (Stop is null && _slowed == 0 && (!template || TemplatesStop is null))
            return;
        lock (_change)
        {
            if (Stop is not null)
                NumberSendsAgain(_logger);
            (Stop, _slow, _slowed, _pausedUntil) = (null, null, 0, default);
            if (template)
                (TemplatesStop, _templatesPausedUntil) = (null, default);
        }
        Changed?.Invoke();
    }

    /// <summary>The number was too fast, or nothing gets through: all of it waits, longer each time.</summary>
    /// <param name="because">What Meta said; null where it said nothing.</param>
    /// <returns>How long.</returns>
    public TimeSpan SlowDown(WhatsAppOutcome.Rejected? because = null)
    {
        lock (_change)
        {
            var now = _time.GetUtcNow();
            if (because is not null)
                _slow = new(because.Code, because.Title, _slow?.Since ?? now);
            // Many that were under way together are told so together: that is one time.
            if (_pausedUntil > now)
                return _pausedUntil - now;
            var pause = Backoff.After(_slowed++) + WhatsAppSender.Jitter();
            _pausedUntil = now + pause;
            return pause;
        }
    }

    /// <summary>Heeds what an error says of the number or of its templates, however it was told.</summary>
    public void Heed(int? code, string title)
    {
        if (WhatsAppErrors.Decide(code) == WhatsAppVerdict.StopNumber)
            StopSending(code, title);
        else if (WhatsAppErrors.Decide(code) == WhatsAppVerdict.StopTemplates)
            StopTemplates(code, title);
    }

    /// <summary>Nothing goes out until the owner has done something.</summary>
    public void StopSending(int? code, string title)
    {
        lock (_change)
        {
            if (Stop is null)
                NumberStopped(_logger, code, title);
            Stop = new(code, title, Stop?.Since ?? _time.GetUtcNow());
            _pausedUntil = _time.GetUtcNow() + TryAgainAfter;
        }
        Changed?.Invoke();
    }

    private void StopTemplates(int? code, string title)
    {
        lock (_change)
        {
            if (TemplatesStop is null)
                TemplatesStopped(_logger, code, title);
            TemplatesStop = new(code, title, TemplatesStop?.Since ?? _time.GetUtcNow());
            _templatesPausedUntil = _time.GetUtcNow() + TryTemplatesAfter;
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        foreach (var (_, pace) in _number)
            pace.Dispose();
        _customers.Dispose();
    }

    [LoggerMessage(1, LogLevel.Critical, "WhatsApp takes nothing from our number: {Code} {Title}. Messages wait until that is repaired")]
    private static partial void NumberStopped(ILogger logger, int? code, string title);

    [LoggerMessage(2, LogLevel.Information, "WhatsApp takes messages from our number again")]
    private static partial void NumberSendsAgain(ILogger logger);

    [LoggerMessage(3, LogLevel.Critical, "WhatsApp takes no templates from our number: {Code} {Title}. Replies still go out")]
    private static partial void TemplatesStopped(ILogger logger, int? code, string title);
}
