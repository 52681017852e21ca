using Microsoft.Extensions.Hosting;

namespace CxBot.Hosting;

internal static class HostLifetime
{
    /// <summary>Completes once the app serves; what may wait until then keeps the cores free for the start.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
