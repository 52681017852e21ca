using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>
/// Which of several processes on one database carries which message. Whoever writes a message has it already; another takes it over only
/// once its lease is past. Where there is one process, nothing is written.
/// </summary>
internal sealed class OutboxLeases(Writer writer, TimeProvider time)
{
    /// <summary>With less left than this a lease is renewed before anything is sent under it.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);

    private string? _node;
    private long _renewed = time.GetTimestamp();

    /// <summary>What this process may carry: its own, and what is nobody's any more.</summary>
    public IQueryable<OutgoingDelivery> Open(CxBotDbContext db, DateTimeOffset now)
    {
        _node = db.Node;
        var all = db.Outbox.AsNoTracking();
        return _node is null ? all : Free(all, now);
    }

    /// <summary>Takes those that are not surely this process's for long enough.</summary>
    /// <returns>What it may send now.</returns>
    public async Task<IReadOnlyList<OutgoingDelivery>> TakeAsync(string? me, IReadOnlyList<OutgoingDelivery> chosen,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (me is null || chosen.All(IsMine))
            return chosen;
        var lost = await writer.RunAsync(async (db, token) =>
        {
            var taken = new HashSet<OutgoingDelivery>();
            foreach (var delivery in chosen.Where(d => !IsMine(d)))
            {
                var won = await Free(db.Outbox.Where(d => d.ConversationId == delivery.ConversationId && d.Sequence == delivery.Sequence),
                    now)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedBy, me).SetProperty(d => d.LeasedUntil, now + Leases.Lasts),
                        token);
                if (won == 0)
                    taken.Add(delivery);
            }
            return taken;
        }, cancellationToken);
        return [.. chosen.Where(d => !lost.Contains(d))];

        bool IsMine(OutgoingDelivery delivery) => delivery.LeasedBy == me && delivery.LeasedUntil > now + Enough;
    }

    /// <summary>Keeps, every three seconds, what is being sent.</summary>
    public async Task RenewAsync(ICollection<ConversationId> conversations, CancellationToken cancellationToken)
    {
        if (_node is null || conversations.Count == 0 || time.GetElapsedTime(_renewed) < Leases.Renewed)
            return;
        _renewed = time.GetTimestamp();
        var until = time.GetUtcNow() + Leases.Lasts;
        await writer.RunAsync((db, token) =>
            db.Outbox.Where(d => d.LeasedBy == db.Node && conversations.Contains(d.ConversationId) && d.LeasedUntil < until)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), token), cancellationToken);
    }

    /// <summary>Who stops in order leaves nothing to wait for.</summary>
    public async Task ReleaseAsync()
    {
        if (_node is null)
            return;
        await writer.RunAsync((db, token) => db.Outbox.Where(d => d.LeasedBy == db.Node)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedBy, (string?)null)
                .SetProperty(d => d.LeasedUntil, (DateTimeOffset?)null), token), CancellationToken.None);
    }

    private IQueryable<OutgoingDelivery> Free(IQueryable<OutgoingDelivery> deliveries, DateTimeOffset now)
    {
        var other = now + Leases.Lasts + Leases.Skew;
        var never = now + OutgoingDelivery.MaxWait + Leases.Lasts;
        return deliveries.Where(d => d.LeasedBy == _node || d.LeasedBy == null || d.LeasedUntil == null || d.LeasedUntil <= now
            || (d.LeasedUntil > other && d.DueAt <= now) || d.LeasedUntil > never);
    }
}
