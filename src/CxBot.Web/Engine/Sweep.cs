using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Engine;

/// <summary>Makes good what was lost and does what is due: wakes conversations left behind, frees those whose agent is gone, closes silent ones. One short query a kind, once a second.</summary>
internal sealed partial class Sweep(
    IDbContextFactory<CxBotDbContext> contexts,
    Writer writer,
    HandoverQueue queue,
    IGrainFactory grains,
    Leases leases,
    IOptions<HandoverOptions> options,
    TimeProvider time,
    ILogger<Sweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any wake-up takes that was not lost.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(2);

    private const int MaxAtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var turn = new StandingLease(leases, "sweep", time);
        var rounds = 0L;
        do
        {
            try
            {
                if (!await turn.IsHeldAsync(stoppingToken)) continue;
                await WakeLeftBehindAsync(stoppingToken);
                await FreeFromVanishedAgentsAsync(stoppingToken);
                await EndShopPhonesAsync(stoppingToken);
                await CloseSilentAsync(stoppingToken);
                if (rounds++ % 60 == 0) await leases.ForgetEndedAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever fails now is tried again in a second.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                // What ails the storage is said once, by whoever watches it.
                if (failure is not StorageException) SweepFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WakeLeftBehindAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        // Heard later than now was heard before the clock was set back.
        var (before, after) = (now - Behind, now + Behind);
        var behind = await db.Conversations.AsNoTracking()
            .Where(c => c.LastCustomerSequence > c.CoveredSequence && (c.LastCustomerAt < before || c.LastCustomerAt > after))
            .OrderBy(c => c.LastCustomerAt).Select(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var id in behind) await grains.GetGrain<IConversationGrain>(id).Wake();
    }

    private async Task FreeFromVanishedAgentsAsync(CancellationToken cancellationToken)
    {
        var after = options.Value.AgentGoneAfter;
        if (after == TimeSpan.Zero) return;
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        var (before, ahead) = (now - after, now + after);
        var left = await db.Conversations.AsNoTracking()
            .Where(c => c.Status == ConversationStatus.WithAgent && c.CustomerWaitsSince != null)
            .Where(c => db.Users.Any(a => a.Id == c.OwnerId && (a.Disabled || a.LastSeenAt == null || a.LastSeenAt < before || a.LastSeenAt > ahead)))
            .Select(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var id in left)
        {
            AgentVanished(logger, id);
            await queue.RequeueVanishedAsync(id, cancellationToken);
        }
    }

    private async Task EndShopPhonesAsync(CancellationToken cancellationToken)
    {
        var after = options.Value.ShopPhoneFor;
        if (after == TimeSpan.Zero) return;
        await using var db = contexts.CreateDbContext();
        var before = time.GetUtcNow() - after;
        var silent = await db.Conversations.AsNoTracking().Where(c => c.OwnerId == Conversation.ShopPhone && c.ShopPhoneAt < before).Select(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var id in silent) await queue.EndShopPhoneAsync(id, before, cancellationToken);
    }

    private async Task CloseSilentAsync(CancellationToken cancellationToken)
    {
        var after = options.Value.CloseSilentAfter;
        if (after == TimeSpan.Zero) return;
        await using var db = contexts.CreateDbContext();
        var before = time.GetUtcNow() - after;
        var silent = await db.Conversations.AsNoTracking()
            .Where(c => c.Status == ConversationStatus.WithBot && c.LastMessageAt < before && c.LastCustomerSequence == c.CoveredSequence && c.LastSequence > 0)
            .OrderBy(c => c.LastMessageAt).Select(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        if (silent.Count == 0) return;
        await writer.RunAsync(async (write, token) =>
        {
            foreach (var conversation in await write.Conversations.Where(c => silent.Contains(c.Id) && c.Status == ConversationStatus.WithBot && c.LastMessageAt < before).ToListAsync(token))
                conversation.Close();
            await write.SaveChangesAsync(token);
        }, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "The sweep failed; it tries again in a second")]
    private static partial void SweepFailed(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Information, "The agent of conversation {ConversationId} is gone; it goes back to the head of the queue")]
    private static partial void AgentVanished(ILogger logger, string conversationId);
}
