using System.Net;
using System.Net.Sockets;

namespace CxBot.BrowserTests.Testing;

/// <summary>The way from a browser to an app, through a port of its own that can refuse, or go silent as a network does that died without a
/// word.</summary>
internal sealed class CuttableWire : IAsyncDisposable
{
    private readonly Uri _app;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _changing = new();
    private readonly Task _accepting;
    private List<TcpClient> _open = [];
    private bool _refuses;
    private bool _isSilent;
    private volatile bool _isThin;

    public CuttableWire(Uri app)
    {
        _app = app;
        _listener.Start();
        Address = new UriBuilder(app) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the app is reached over this wire.</summary>
    public Uri Address { get; }

    /// <summary>Every connection ends, and no other is taken.</summary>
    public void Cut() => Become(refuses: true, isSilent: false);

    /// <summary>Connections stay, and nothing comes through any more, in either direction.</summary>
    public void Silence() => Become(refuses: false, isSilent: true);

    /// <summary>What the browser sends comes through slowly: 800 KB a second.</summary>
    public void Thin() => _isThin = true;

    /// <summary>New connections come through. Those that went silent stay dead.</summary>
    public void Restore() => Become(refuses: false, isSilent: false);

    private void Become(bool refuses, bool isSilent)
    {
        lock (_changing)
        {
            (_refuses, _isSilent, _isThin) = (refuses, isSilent, false);
            if (!refuses)
                return;
            _open.ForEach(connection => connection.Close());
            _open = [];
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient browser;
            try
            {
                browser = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
            {
                return;
            }
            lock (_changing)
            {
                if (_refuses)
                    browser.Close();
                else
                    _open.Add(browser);
            }
            if (browser.Connected)
                _ = CarryAsync(browser);
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var app = new TcpClient();
        var dead = new Death();
        try
        {
            await app.ConnectAsync(_app.Host, _app.Port, _stop.Token);
            lock (_changing)
                _open.Add(app);
            await Task.WhenAll(PumpAsync(browser, app, dead, thins: true), PumpAsync(app, browser, dead, thins: false));
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException)
        {
            // Cut, or left.
        }
        finally
        {
            browser.Close();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Death dead, bool thins)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
        {
            dead.Came |= _isSilent;
            if (thins && _isThin)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _stop.Token);
            if (!dead.Came)
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
        if (!dead.Came)
            to.Client.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>Both directions of a connection go silent together, and stay so.</summary>
    private sealed class Death
    {
        public bool Came { get; set; }
    }
}
