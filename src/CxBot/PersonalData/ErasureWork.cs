using System.Threading.Channels;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.PersonalData;

/// <summary>Carries erasures through beside the traffic, also those that a stop broke off, and begins those that retention asks for.</summary>
public sealed partial class ErasureWork(
    CustomerErasure erasure, ErasurePieces pieces, DatabasePacking packing, Leases leases, IOptions<PersonalDataOptions> options, TimeProvider time, ILogger<ErasureWork> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetentionEvery = TimeSpan.FromHours(1);

    /// <summary>Retention erases a little every hour; the files are written anew once for all of a day.</summary>
    private static readonly TimeSpan PackRetentionAfter = TimeSpan.FromHours(24);

    /// <summary>Packing that failed, for want of disk say, would fail again in a minute, and everybody waits while it tries.</summary>
    private static readonly TimeSpan PackAgainAfter = TimeSpan.FromHours(1);

    /// <summary>Of several processes one does it; after so long another may, where that one died.</summary>
    private static readonly TimeSpan OneDoesItFor = TimeSpan.FromMinutes(5);

    private const int ConversationsAtOnce = 50;

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private DateTimeOffset _nextRetention;
    private DateTimeOffset _nextPacking;

    /// <summary>An erasure has begun.</summary>
    public void Wake() => _bell.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await WaitAsync(stoppingToken);
            try
            {
                await RoundAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever fails now is tried again in a minute.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                RoundFailed(logger, failure.GetType().Name, failure.Message);
            }
        }
    }

    /// <summary>One round: what retention asks for, what is unfinished, and the packing.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!await leases.TryTakeAsync("erasure", OneDoesItFor, cancellationToken)) return;
        if (options.Value.RetentionDays > 0 && time.GetUtcNow() >= _nextRetention)
        {
            _nextRetention = time.GetUtcNow() + RetentionEvery;
            await RetainAsync(cancellationToken);
        }
        await FinishAsync(null, cancellationToken);
        if (time.GetUtcNow() < _nextPacking) return;
        var (customer, retention) = await packing.DueAsync(cancellationToken);
        if (!customer && !(retention < time.GetUtcNow() - PackRetentionAfter)) return;
        _nextPacking = time.GetUtcNow() + PackAgainAfter;
        await packing.PackAsync(AuditActor.App, cancellationToken);
        _nextPacking = default;
    }

    /// <summary>Removes what is left of all erasures that were begun.</summary>
    public async Task FinishAsync(Action<int>? removed, CancellationToken cancellationToken)
    {
        while (await pieces.UnfinishedAsync(cancellationToken) is { Count: > 0 } unfinished)
            foreach (var id in unfinished) await pieces.RemoveAsync(id, removed, cancellationToken);
    }

    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        var all = 0;
        while (await erasure.BeginOldAsync(before, ConversationsAtOnce, cancellationToken) is { Count: > 0 } begun)
        {
            foreach (var id in begun) await pieces.RemoveAsync(id, null, cancellationToken);
            all += begun.Count;
        }
        if (all > 0) Retained(logger, all, options.Value.RetentionDays);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => until.Cancel(), null, Every, Timeout.InfiniteTimeSpan);
        try
        {
            await _bell.Reader.ReadAsync(until.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A minute has passed.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} conversations that ended more than {Days} days ago were erased")]
    private static partial void Retained(ILogger logger, int count, int days);

    [LoggerMessage(2, LogLevel.Error, "An erasure is not finished ({Failure}: {Reason}); it goes on in a minute")]
    private static partial void RoundFailed(ILogger logger, string failure, string reason);
}
