using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Web.Bot;
using CxBot.Web.Operations;
using CxBot.Words;
using Microsoft.Bot.Builder;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>Runs one conversation's turns, one at a time, in the order of the log. It keeps nothing: the log is the truth.</summary>
internal sealed partial class ConversationGrain(
    IDbContextFactory<CxBotDbContext> contexts,
    IEnumerable<ChannelAdapter> adapters,
    IBot bot,
    ConversationTurn turn,
    TurnCommit commit,
    Typing typing,
    TurnGate gate,
    CxBotMetrics metrics,
    TimeProvider time,
    ILogger<ConversationGrain> logger) : Grain, IConversationGrain
{
    /// <summary>How many messages one turn can look at: more than anybody sends in one thought.</summary>
    private const int MaxPending = 20;

    /// <summary>A turn that loses its race this often in a row is left to the sweep.</summary>
    private const int MaxRetries = 5;

    private IGrainTimer? _patience;
    private bool _awake;
    private bool _wokenAgain;

    /// <summary>Many wake-ups while it works are one: it looks again when it is done.</summary>
    public async Task Wake()
    {
        _wokenAgain = true;
        if (_awake) return;
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
        // What came while it stood at the gate is seen now.
        _wokenAgain = false;
        try
        {
            await RunAsync();
        }
        catch (Exception failure) when (StorageFaults.Passes(failure))
        {
            // No broken bot: nothing is covered, so the sweep wakes it again, and it is thought over once the storage is back.
            TurnPutOff(logger, this.GetPrimaryKeyString(), failure.GetType().Name);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task RunAsync()
    {
        var retries = 0;
        while (retries < MaxRetries && await LoadAsync() is { } work)
        {
            using var trace = Telemetry.Source.StartActivity("turn");
            var began = time.GetTimestamp();
            var (result, replies) = await DecideAsync(work);
            if (result.Waits)
            {
                WaitFor(PatienceLeft(work));
                return;
            }
            if (await commit.SaveAsync(work, result, replies, CancellationToken.None) is not { } outcome)
            {
                retries++;
                continue;
            }
            retries = 0;
            trace?.SetTag("cxbot.outcome", outcome.ToString());
            metrics.Turn(outcome, result.Confidence, time.GetElapsedTime(began));
            if (outcome == TurnOutcome.HandedOver) metrics.HandedOver(result.HandOver!.Reason);
        }
    }

    private async Task<TurnWork?> LoadAsync()
    {
        await using var db = contexts.CreateDbContext();
        var id = this.GetPrimaryKeyString();
        var conversation = await db.Conversations.AsNoTracking().Include(c => c.Customer).SingleOrDefaultAsync(c => c.Id == id);
        if (conversation is null || conversation.LastCustomerSequence <= conversation.CoveredSequence) return null;
        var pending = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == id && m.Role == MessageRole.Customer && m.Sequence > conversation.CoveredSequence)
            .OrderBy(m => m.Sequence).Take(MaxPending).ToListAsync();
        if (pending.Count == 0) return null;
        var work = new TurnWork(conversation, pending, Patience: false);
        return work with { Patience = PatienceLeft(work) > TimeSpan.Zero };
    }

    private async Task<(TurnResult Result, IReadOnlyList<Reply> Replies)> DecideAsync(TurnWork work)
    {
        if (work.Conversation.Status is (ConversationStatus.WithBot or ConversationStatus.Resolved) && work.Pending[0].Kind == MessageKind.Text)
            typing.Report(work.Conversation.Id, TypingSide.Team, CustomerWords.Say("BotName", work.Conversation.Language));
        try
        {
            var adapter = adapters.Single(a => a.Channel == work.Conversation.Channel);
            return await adapter.RunAsync(work, bot, CancellationToken.None);
        }
#pragma warning disable CA1031 // A failure goes to a person, whatever failed.
        catch (Exception failure) when (!StorageFaults.Passes(failure))
#pragma warning restore CA1031
        {
            TurnFailed(logger, failure, work.Conversation.Id);
            var result = await turn.GiveUpAsync(work, CancellationToken.None);
            return (result, result.Replies);
        }
    }

    private bool CustomerTypes(TurnWork work) => typing.Current(work.Conversation.Id, TypingSide.Customer) is not null;

    private TimeSpan PatienceLeft(TurnWork work) => Fragments.Left(work.Pending, work.Conversation.LastCustomerAt ?? work.Pending[^1].At, CustomerTypes(work), time.GetUtcNow());

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

    [LoggerMessage(1, LogLevel.Error, "The turn of conversation {ConversationId} failed; a person takes over")]
    private static partial void TurnFailed(ILogger logger, Exception failure, string conversationId);

    [LoggerMessage(2, LogLevel.Information, "The turn of conversation {ConversationId} waits until the storage is back ({Failure})")]
    private static partial void TurnPutOff(ILogger logger, string conversationId, string failure);
}
