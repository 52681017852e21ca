namespace CxBot.Tests.Testing;

/// <summary>Waits for what happens on its own time.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> holds, string what, int seconds = 60)
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
