using CxBot.Agents;
using CxBot.Web.Channels;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CxBot.Web.Desk.Live;

/// <summary>
/// Says that a desk is open for as long as its browser is really connected: a circuit is kept for minutes after its browser has gone, and
/// must not count as presence.
/// </summary>
public sealed partial class DeskCircuit(DeskSession session, AgentPresence presence, PageSight sight, TimeProvider time,
    ILogger<DeskCircuit> logger)
    : CircuitHandler, IAsyncDisposable
{
    private CancellationTokenSource? _connected;
    private Task _beating = Task.CompletedTask;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _connected = new CancellationTokenSource();
        _beating = BeatAsync(_connected.Token);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => StopAsync();

    public ValueTask DisposeAsync() => new(StopAsync());

    private async Task StopAsync()
    {
        if (_connected is not { } was)
            return;
        _connected = null;
        await was.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        was.Dispose();
        await LeaveAsync();
    }

    /// <summary>What is shown to nobody is in front of nobody.</summary>
    private async Task LeaveAsync()
    {
        if (!sight.IsInFront || session.Agent is null)
            return;
        sight.Became(false);
        try
        {
            await presence.LooksAsync(session.Agent.Id, false, CancellationToken.None);
        }
        catch (Exception failure) when (StorageFailure.IsDatabase(failure) || failure is OperationCanceledException)
        {
            // It ends by itself after a while without a sign of life.
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        // The first sign of life is the layout's own, once it knows whose desk this is.
        using var timer = new PeriodicTimer(AgentPresence.Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (session.Agent is null)
                continue;
            try
            {
                await (sight.IsInFront ? presence.LooksAsync(session.Agent.Id, true, cancellationToken)
                    : presence.SeenAsync(session.Agent.Id, cancellationToken));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                BeatFailed(logger, failure);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A desk's sign of life could not be stored; trying again in a moment")]
    private static partial void BeatFailed(ILogger logger, Exception failure);
}
