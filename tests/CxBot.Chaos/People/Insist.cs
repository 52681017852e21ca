using System.Net.WebSockets;

namespace CxBot.Chaos.People;

/// <summary>Tries until it is done, as clients of ours and Meta's servers do.</summary>
internal static class Insist
{
    /// <returns>Whether it was done; not where the run ended before.</returns>
    public static async Task<bool> UntilAsync(Func<Task<bool>> tries, Random dice, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await tries())
                    return true;
            }
            catch (Exception gone) when (IsGone(gone))
            {
                // Broken just now: again.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(60, 240)), TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    public static bool IsGone(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException or WebSocketException or
            System.Text.Json.JsonException;
}
