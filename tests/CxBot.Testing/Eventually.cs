namespace CxBot.Tests.Testing;

/// <summary>Waits for what happens on its own time.</summary>
public static class Eventually
{
    /// <param name="seconds">By default so long that the busiest machine is in time: only where it fails does a wait cost all of it. A
    /// shorter one is a promise of the product.</param>
    public static async Task TrueAsync(Func<Task<bool>> holds, string what, int seconds = 180)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await holds())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Waited {seconds} s for {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
    }
}
