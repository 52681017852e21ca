namespace CxBot.Web.Engine;

/// <summary>
/// Bounds how many turns are under way at once, and lets them stand back while a flood of messages comes in: who hands a message in is
/// answered first, and the turns catch up.
/// </summary>
internal sealed class TurnGate(Intake intake, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Enough that turns which wait for a model or a commit do not hold up the others; few enough that the machine answers between them.
    /// </summary>
    private const int AtOnce = 32;

    /// <summary>More arrivals that wait for their commit than this are a flood.</summary>
    private const int MaxArrivals = 8;

    /// <summary>So is more work than this that waits for a processor: arrivals are among it, and nobody can see which.</summary>
    private const int MaxWork = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>However long the flood, a turn stands back no longer than a second.</summary>
    private const int MaxPauses = 100;

    private readonly SemaphoreSlim _places = new(AtOnce);

    public async Task EnterAsync()
    {
        await _places.WaitAsync();
        for (var pauses = 0; (intake.Waiting > MaxArrivals || ThreadPool.PendingWorkItemCount > MaxWork) && pauses < MaxPauses; pauses++)
            await Task.Delay(Pause, time);
    }

    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
