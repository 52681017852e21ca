namespace CxBot.Web.Engine;

/// <summary>Bounds how many turns run at once. During a flood of messages, turns stand back: the intake is acknowledged first, and the
/// turns catch up later.</summary>
internal sealed class TurnGate(Intake intake, TimeProvider time) : IDisposable
{
    /// <summary>Many enough that turns which wait for a model or a commit do not hold up the others, and few enough that the machine still
    /// serves requests between them.</summary>
    private const int AtOnce = 32;

    /// <summary>More arrivals than this that wait for their commit are a flood.</summary>
    private const int MaxArrivals = 8;

    /// <summary>More work items than this that wait for a processor are a flood too: arrivals are among them, and cannot be told from the
    /// rest.</summary>
    private const int MaxWork = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>A turn stands back for a second at most, however long the flood lasts.</summary>
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
