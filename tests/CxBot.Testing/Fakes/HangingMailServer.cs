using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CxBot.Tests.Testing;

/// <summary>A mail server that says what it is told to, and then nothing more: the connection stays open, or ends.</summary>
public sealed class HangingMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<string> _lines;
    private readonly bool _ends;
    private readonly Task _running;

    /// <param name="ends">Whether the connection ends after the last line.</param>
    /// <param name="lines">One for each line that the client says, the first before it says any.</param>
    public HangingMailServer(bool ends, params IReadOnlyList<string> lines)
    {
        (_ends, _lines) = (ends, lines);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = ServeAsync();
    }

    public int Port { get; }

    /// <summary>What clients said.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            foreach (var line in _lines)
            {
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _stop.Token);
                if (await reader.ReadLineAsync(_stop.Token) is { } said)
                    Heard.Enqueue(said);
            }

            // Whatever else is said is not answered.
            while (!_ends && await reader.ReadLineAsync(_stop.Token) is { } more)
                Heard.Enqueue(more);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
