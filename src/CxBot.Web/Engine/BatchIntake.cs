using CxBot.Delivery;
using CxBot.Inbound;
using CxBot.Web.Operations;

namespace CxBot.Web.Engine;

/// <summary>Where a channel hands in all that one of its calls brought: stored in one commit, then acknowledged by returning, and only then
/// worked on.</summary>
public sealed class BatchIntake(Intake intake, InboundStore store, Outbox outbox, CxBotMetrics metrics)
{
    /// <summary>Stores a batch. When this returns, all of it is on disk, or the exception says that none is.</summary>
    public async Task AcceptAsync(string channel, InboundBatch batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<Pricing> billed = [];
        await intake.AcceptAllAsync(async (db, token) =>
        {
            (var touched, billed) = await store.StoreAsync(db, batch, token);
            return touched;
        }, cancellationToken);
        foreach (var pricing in billed)
            metrics.Billed(channel, pricing);
        if (batch.Reports.Count > 0)
            outbox.Wake();
    }
}
