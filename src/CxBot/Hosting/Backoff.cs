namespace CxBot.Hosting;

/// <summary>How long to wait before the next attempt: one second, then longer with each attempt, up to a bound.</summary>
/// <remarks>For attempts that are stored between processes and restarts; within one call a Polly pipeline retries.</remarks>
/// <param name="Max">The longest wait.</param>
/// <param name="Factor">How many times longer each wait is than the one before.</param>
public sealed record Backoff(TimeSpan Max, double Factor = 2)
{
    /// <param name="attempts">How many attempts failed before this one.</param>
    public TimeSpan After(int attempts) => TimeSpan.FromSeconds(Math.Min(Math.Pow(Factor, attempts), Max.TotalSeconds));
}
