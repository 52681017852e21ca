using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Web.Operations;
using Orleans.Placement;

namespace CxBot.Web.Engine;

/// <summary>Runs the turns of one conversation, one at a time, in the order of the log. It keeps nothing: the log is the truth.</summary>
[PreferLocalPlacement]
internal sealed partial class ConversationGrain(
    PendingTurns pending,
    TurnRunner runner,
    TurnCommit commit,
    TurnGate gate,
    CxBotMetrics metrics,
    TimeProvider time,
    ILogger<ConversationGrain> logger) : Grain, IConversationGrain
{
    /// <summary>A turn that loses its race this often in a row is left to the sweep.</summary>
    private const int MaxRetries = 5;

    private ConversationId Id => new(this.GetPrimaryKeyString());

    private IGrainTimer? _patience;
    private bool _awake;
    private bool _wokenAgain;

    /// <summary>Many wake-ups while the grain works count as one: it looks again when it is done.</summary>
    public async Task Wake()
    {
        _wokenAgain = true;
        if (_awake)
            return;
        _awake = true;
        try
        {
            while (_wokenAgain)
            {
                _wokenAgain = false;
                await RunInTurnAsync();
            }
        }
        finally
        {
            _awake = false;
        }
    }

    private async Task RunInTurnAsync()
    {
        _patience?.Dispose();
        _patience = null;
        await gate.EnterAsync();
        // Messages that came while the grain stood at the gate are seen now.
        _wokenAgain = false;
        try
        {
            await RunAsync();
        }
        catch (Exception failure) when (StorageFaults.Passes(failure))
        {
            // The storage is away, not the bot. No message is covered, so the sweep wakes the grain again.
            TurnPutOff(logger, Id, failure.GetType().Name);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task RunAsync()
    {
        var retries = 0;
        while (retries < MaxRetries && await pending.NextAsync(Id, CancellationToken.None) is { } work)
        {
            using var trace = Telemetry.Source.StartActivity("turn");
            var began = time.GetTimestamp();
            if (await runner.RunAsync(work, CancellationToken.None) is not { } result)
            {
                WaitFor(pending.PatienceLeft(work));
                return;
            }

            if (await commit.SaveAsync(work, result, CancellationToken.None) is not { } outcome)
            {
                retries++;
                continue;
            }

            retries = 0;
            trace?.SetTag("cxbot.outcome", outcome.ToString());
            metrics.Turn(outcome, result.Confidence, time.GetElapsedTime(began));
            if (outcome == TurnOutcome.HandedOver)
                metrics.HandedOver(result.HandOver!.Reason);
        }
    }

    /// <summary>Wakes the grain once the customer has had time to write the rest of a thought.</summary>
    private void WaitFor(TimeSpan left)
    {
        _patience = this.RegisterGrainTimer(Wake, new GrainTimerCreationOptions
        {
            DueTime = left,
            Period = Timeout.InfiniteTimeSpan,
            KeepAlive = true,
            Interleave = true,
        });
    }

    [LoggerMessage(2, LogLevel.Information, "The turn of conversation {ConversationId} waits until the storage is back ({Failure})")]
    private static partial void TurnPutOff(ILogger logger, ConversationId conversationId, string failure);
}
