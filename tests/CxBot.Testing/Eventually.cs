namespace CxBot.Tests.Testing;

/// <summary>Waits for what happens on its own time.</summary>
public static class Eventually
{
    /// <summary>A busy machine may take three times as long. Only where it fails does a wait cost all of it.</summary>
    private const int Patience = 3;

    public static async Task TrueAsync(Func<Task<bool>> holds, string what, int seconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds * Patience));
        while (!await holds())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Waited {seconds * Patience} s for {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
    }
}
