using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace CxBot.Tests.Testing;

/// <summary>An open page of the desk, on the wire: SignalR's frames in MessagePack, as much of it as starts a circuit and reads what it
/// shows.</summary>
public sealed class DeskConnection : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly StringBuilder _heard = new();
    private readonly Lock _reading = new();
    private readonly CancellationTokenSource _left = new();
    private readonly Task _listening;

    private DeskConnection(ClientWebSocket socket)
    {
        _socket = socket;
        _listening = ListenAsync();
    }

    /// <summary>Everything the server has sent, as text.</summary>
    public string Heard
    {
        get
        {
            lock (_reading)
                return _heard.ToString();
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts what the markers of a page say, at an address.</summary>
    public static async Task<DeskConnection> StartAsync(CxBotApp app, DeskBrowser browser, string path, IReadOnlyList<string> markers)
    {
        var (socket, status) = await browser.ConnectAsync(app.Address.GetLeftPart(UriPartial.Authority));
        Assert.True(socket is not null, $"refused: {status}");
        var connection = new DeskConnection(socket);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Token);
        await connection.InvokeAsync(
            "StartCircuit", app.Address.ToString(), new Uri(app.Address, path).ToString(), $"[{string.Join(',', markers)}]", "");
        return connection;
    }

    public Task HearsAsync(string text, int seconds = 90) =>
        Eventually.TrueAsync(
            () => Task.FromResult(Heard.Contains(text, StringComparison.Ordinal)), $"\"{text}\" on the desk's connection", seconds);

    private async Task InvokeAsync(string target, params string[] arguments)
    {
        using var message = new MemoryStream();
        // [1 = invocation, headers, invocation id, target, arguments, streams]
        message.Write([0x96, 0x01, 0x80]);
        Write(message, "0");
        Write(message, target);
        message.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            Write(message, argument);
        message.WriteByte(0x90);
        var framed = new List<byte>();
        for (var length = (uint)message.Length; ; length >>= 7)
        {
            framed.Add((byte)(length > 0x7f ? (length & 0x7f) | 0x80 : length));
            if (length <= 0x7f)
                break;
        }
        framed.AddRange(message.ToArray());
        await _socket.SendAsync(framed.ToArray(), WebSocketMessageType.Binary, true, Token);
    }

    private static void Write(Stream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> head = [0xdb, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)bytes.Length);
        to.Write(head);
        to.Write(bytes);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), _left.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                lock (_reading)
                    _heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // It has ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _left.Dispose();
    }
}
