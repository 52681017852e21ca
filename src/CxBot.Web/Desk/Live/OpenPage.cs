using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CxBot.Web.Desk.Live;

/// <summary>
/// Whether this circuit's browser is connected. A call into one that has gone is never answered, so nobody may wait for it: an app that
/// stops would be held up by a page that was left.
/// </summary>
public sealed class OpenPage : CircuitHandler, IDisposable
{
    private CancellationTokenSource _connection = new();

    /// <summary>Cancelled once the browser is gone; another one when it is back.</summary>
    public CancellationToken Left => _connection.Token;

    // After the handlers that are told of a loss.
    public override int Order => 1;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // Not disposed: a browser that is back at once would keep those from hearing of its loss who are just being told.
        if (_connection.IsCancellationRequested)
            _connection = new CancellationTokenSource();
        return Task.CompletedTask;
    }

    // Where the page was left on purpose, its circuit is put away before this is told.
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) =>
        _connection.IsCancellationRequested ? Task.CompletedTask : _connection.CancelAsync();

    public void Dispose()
    {
        _connection.Cancel();
        _connection.Dispose();
    }
}
