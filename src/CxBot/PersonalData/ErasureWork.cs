using CxBot.Audit;
using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.PersonalData;

/// <summary>
/// Carries erasures through beside the traffic, also those that a stop broke off, and begins those that retention asks for.
/// </summary>
public sealed partial class ErasureWork(
    CustomerErasure erasure, ErasurePieces pieces, DatabasePacking packing, Leases leases, IOptions<PersonalDataOptions> options,
    TimeProvider time, ILogger<ErasureWork> logger)
    : PeriodicWorker(Every, time, logger)
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

    private DateTimeOffset _nextRetention;
    private DateTimeOffset _nextPacking;

    protected override TimeSpan FirstAfter => Every;

    /// <summary>In one line: where the disk has no room, packing fails for hours.</summary>
    protected override void RoundFailed(Exception failure) => NotFinished(Logger, failure.GetType().Name, failure.Message);

    /// <summary>One round: what retention asks for, what is unfinished, and the packing.</summary>
    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!await leases.TryTakeAsync("erasure", OneDoesItFor, cancellationToken))
            return;
        if (options.Value.RetentionDays > 0 && Time.GetUtcNow() >= _nextRetention)
        {
            _nextRetention = Time.GetUtcNow() + RetentionEvery;
            await RetainAsync(cancellationToken);
        }
        await FinishAsync(null, cancellationToken);
        if (Time.GetUtcNow() < _nextPacking)
            return;
        var (customer, retention) = await packing.DueAsync(cancellationToken);
        if (!customer && !(retention < Time.GetUtcNow() - PackRetentionAfter))
            return;
        _nextPacking = Time.GetUtcNow() + PackAgainAfter;
        await packing.PackAsync(AuditActor.App, cancellationToken);
        _nextPacking = default;
    }

    /// <summary>Removes what is left of all erasures that were begun.</summary>
    public async Task FinishAsync(Action<int>? removed, CancellationToken cancellationToken)
    {
        while (await pieces.UnfinishedAsync(cancellationToken) is { Count: > 0 } unfinished)
            foreach (var id in unfinished)
                await pieces.RemoveAsync(id, removed, cancellationToken);
    }

    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays);
        var all = 0;
        while (await erasure.BeginOldAsync(before, ConversationsAtOnce, cancellationToken) is { Count: > 0 } begun)
        {
            foreach (var id in begun)
                await pieces.RemoveAsync(id, null, cancellationToken);
            all += begun.Count;
        }
        if (all > 0)
            Retained(Logger, all, options.Value.RetentionDays);
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} conversations that ended more than {Days} days ago were erased")]
    private static partial void Retained(ILogger logger, int count, int days);

    [LoggerMessage(2, LogLevel.Error, "An erasure is not finished ({Failure}: {Reason}); it goes on in a minute")]
    private static partial void NotFinished(ILogger logger, string failure, string reason);
}
