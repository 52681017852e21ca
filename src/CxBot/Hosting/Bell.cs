using System.Threading.Channels;

namespace CxBot.Hosting;

/// <summary>
/// An auto-reset event that a worker waits at. Rings that come while nobody waits count as one, and a ring is never lost.
/// </summary>
public sealed class Bell
{
    private readonly Channel<bool> _rings =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Lets one waiter go on, now or when one comes. Never blocks.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Waits for a ring and takes it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _rings.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits for a ring and takes it, but no longer than <paramref name="patience"/>.</summary>
    /// <returns>Whether the bell rang; false where the patience ran out first.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(patience, time, cancellationToken);
        try
        {
            await _rings.Reader.ReadAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
