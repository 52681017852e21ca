namespace CxBot.Web.Desk.Live;

/// <summary>A desk's place at the board, given up on disposal.</summary>
internal sealed class BoardSubscription(Action leave) : IDisposable
{
    private Action? _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
