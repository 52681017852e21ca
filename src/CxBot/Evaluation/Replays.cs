using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Evaluation;

/// <summary>
/// Replays stored conversations beside the traffic. The last report stays in memory alone: what customers wrote goes when their
/// conversation goes.
/// </summary>
public sealed class Replays(
    BackgroundJob job,
    FaqAnswerer answerer,
    ConfidenceModels models,
    IDbContextFactory<CxBotDbContext> contexts,
    TimeProvider time)
{
    /// <summary>The last one; null before the first.</summary>
    public ReplayedRange? Last { get; private set; }

    /// <summary>These conversations are erased: their words go out of the last report too.</summary>
    public void Forget(IReadOnlyCollection<ConversationId> conversationIds)
    {
        if (Last is { } last)
            Last = last with
            {
                Report = last.Report with { Changed = [.. last.Report.Changed.Where(r => !conversationIds.Contains(r.ConversationId))] },
            };
    }

    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <returns>False where another job runs.</returns>
    public bool TryStart(DateTimeOffset from, DateTimeOffset to, string by) =>
        job.TryStart(JobKind.Replay, by, async (progress, cancellationToken) =>
        {
            await models.FitAsync(cores: 1, cancellationToken);
            await using var db = contexts.CreateDbContext();
            Last = new ReplayedRange(
                from,
                to,
                time.GetUtcNow(),
                await Replay.RunAsync(db, answerer, from, to, progress, cancellationToken));
        });
}

/// <summary>What a replay of some days came to.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
public sealed record ReplayedRange(DateTimeOffset From, DateTimeOffset To, DateTimeOffset At, ReplayReport Report);
