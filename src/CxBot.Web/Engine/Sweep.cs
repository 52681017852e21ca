using CxBot.Hosting;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>
/// Makes good what was lost and does what is due: wakes conversations that were left behind, lets <see cref="DueConversations"/> end
/// what is over, and <see cref="DueFollowUps"/> bring back what was put off. One short query a kind, once a second.
/// </summary>
internal sealed class Sweep(IDbContextFactory<CxBotDbContext> contexts, DueConversations due, DueFollowUps followUps, IGrainFactory grains,
    Leases leases, TimeProvider time, ILogger<Sweep> logger)
    : PeriodicWorker(TimeSpan.FromSeconds(1), time, logger)
{
    /// <summary>No wake-up that arrives takes this long.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(2);

    private readonly StandingLease _turn = new(leases, "sweep", time);
    private long _rounds;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!await _turn.IsHeldAsync(cancellationToken))
            return;
        await WakeLeftBehindAsync(cancellationToken);
        await due.EndAsync(cancellationToken);
        await followUps.BringBackAsync(cancellationToken);
        if (_rounds++ % 60 == 0)
            await leases.ForgetEndedAsync(cancellationToken);
    }

    protected override void RoundFailed(Exception failure)
    {
        if (failure is not StorageException)
            base.RoundFailed(failure);
    }

    private async Task WakeLeftBehindAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var now = Time.GetUtcNow();
        // A message with a later time than now came before the clock was set back.
        var (before, after) = (now - Behind, now + Behind);
        var behind = await db.Conversations.AsNoTracking()
            .Where(c => c.LastCustomerSequence > c.CoveredSequence && (c.LastCustomerAt < before || c.LastCustomerAt > after))
            .OrderBy(c => c.LastCustomerAt).Select(c => c.Id).Take(DueConversations.MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var id in behind)
            await grains.GetGrain<IConversationGrain>(id.Value).Wake();
    }
}
