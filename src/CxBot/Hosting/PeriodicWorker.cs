using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CxBot.Hosting;

/// <summary>
/// Makes its round again and again beside the traffic: after each period, and at once where <see cref="Wake"/> is called. A round that
/// fails
/// is logged and never stops the app.
/// </summary>
/// <param name="every">The time between two rounds.</param>
/// <param name="logger">The log of the worker itself, so that its name is the category.</param>
/// <param name="bell">Where others ring for it; its own by default.</param>
public abstract partial class PeriodicWorker(TimeSpan every, TimeProvider time, ILogger logger, Bell? bell = null) : BackgroundService
{
    private readonly Bell _bell = bell ?? new Bell();

    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>How long after the start the first round waits.</summary>
    protected virtual TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>There is something to do: the next round begins now, or right after the one that runs.</summary>
    public void Wake() => _bell.Ring();

    /// <summary>One round. The worker calls it by itself; tests that do not want to wait call it too.</summary>
    public abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>Says that a round failed.</summary>
    protected virtual void RoundFailed(Exception failure) => WorkerRoundFailed(logger, failure);

    /// <summary>Waits for the next round: until the period is over or somebody calls <see cref="Wake"/>.</summary>
    protected virtual Task WaitAsync(CancellationToken cancellationToken) => _bell.WaitAsync(every, time, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (FirstAfter > TimeSpan.Zero)
                await _bell.WaitAsync(FirstAfter, time, stoppingToken);
            while (true)
            {
                await TryRoundAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    private async Task TryRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RoundAsync(cancellationToken);
        }
#pragma warning disable CA1031 // The next round tries again, whatever failed; a worker must not stop the app.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            RoundFailed(failure);
        }
    }

    [LoggerMessage(100, LogLevel.Error, "A round failed; the next one tries again")]
    private static partial void WorkerRoundFailed(ILogger logger, Exception failure);
}
