using System.Net;
using System.Net.Sockets;

namespace CxBot.Chaos.Nodes;

/// <summary>How a wire carries.</summary>
internal enum WireState
{
    Open,

    /// <summary>Nobody gets through: each connection is reset.</summary>
    Closed,

    /// <summary>Whatever is sent arrives nowhere, and nobody is told.</summary>
    Silent,
}

/// <summary>A wire between customers and the app that can be cut in each of the ways that wires are cut in.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly List<(Socket Customer, Socket App)> _pairs = [];
    private readonly List<Socket> _kept = [];
    private readonly Lock _change = new();
    private readonly Uri _app;
    private readonly Task _accepting;

    public Wire(Uri app)
    {
        _app = app;
        // As many as come back at once.
        _listener.Start(4096);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where customers find the app.</summary>
    public Uri Address { get; }

    public WireState State { get; set; }

    /// <summary>Cuts every connection at once: both ends get a reset.</summary>
    public void Cut()
    {
        foreach (var (customer, app) in TakeAll())
        {
            Reset(customer);
            Reset(app);
        }
    }

    /// <summary>Cuts every connection at one end, and the other end is not told: of one the app's, of the next the customer's.</summary>
    public void CutHalf()
    {
        var customers = false;
        foreach (var (customer, app) in TakeAll())
        {
            Reset(customers ? customer : app);
            lock (_change)
                _kept.Add(customers ? app : customer);
            customers = !customers;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Cut();
        lock (_change)
            _kept.ForEach(Reset);
        _over.Dispose();
    }

    private List<(Socket Customer, Socket App)> TakeAll()
    {
        lock (_change)
        {
            List<(Socket, Socket)> all = [.. _pairs];
            _pairs.Clear();
            return all;
        }
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            var customer = await _listener.AcceptSocketAsync(_over.Token);
            if (State == WireState.Closed)
                Reset(customer);
            else
                _ = CarryAsync(customer);
        }
    }

    private async Task CarryAsync(Socket customer)
    {
        var app = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        customer.NoDelay = true;
        try
        {
            lock (_change)
                _pairs.Add((customer, app));
            await app.ConnectAsync(_app.Host, _app.Port, _over.Token);
            var ended = await Task.WhenAny(PumpAsync(customer, app), PumpAsync(app, customer));
            await ended;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end is gone.
        }
        lock (_change)
        {
            // Those that were cut are reset, or kept without a word.
            if (!_pairs.Remove((customer, app)))
                return;
        }
        customer.Dispose();
        app.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, _over.Token) is var read and > 0)
        {
            while (State == WireState.Silent)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _over.Token);
            await to.SendAsync(buffer.AsMemory(0, read), _over.Token);
        }
        to.Shutdown(SocketShutdown.Send);
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
