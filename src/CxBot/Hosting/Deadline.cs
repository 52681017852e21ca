namespace CxBot.Hosting;

/// <summary>A token that ends when the caller's token does, or when the patience runs out.</summary>
public sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenSource _either;

    /// <param name="patience">How long; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    public Deadline(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        _patience = new CancellationTokenSource(patience, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Ends the token now.</summary>
    public Task EndAsync() => _either.CancelAsync();

    public void Dispose()
    {
        _either.Dispose();
        _patience.Dispose();
    }
}
