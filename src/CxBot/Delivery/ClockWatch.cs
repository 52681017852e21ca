namespace CxBot.Delivery;

/// <summary>Notices that the clock was set back while the process runs: what was put off by the old time is due by none.</summary>
public sealed class ClockWatch(TimeProvider time)
{
    /// <summary>Less is how clocks are kept in step.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    private (DateTimeOffset Clock, long Timestamp) _before = (time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Whether it was set back since the last call.</summary>
    public bool WentBack()
    {
        var now = (Clock: time.GetUtcNow(), Timestamp: time.GetTimestamp());
        var back = _before.Clock + time.GetElapsedTime(_before.Timestamp, now.Timestamp) - now.Clock;
        _before = now;
        return back > Step;
    }
}
