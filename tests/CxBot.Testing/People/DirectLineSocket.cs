using System.Net.WebSockets;
using System.Text;
using CxBot.Web.Bot;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Testing;

/// <summary>A client of the stream that keeps what it was told, in order.</summary>
public sealed class DirectLineSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public List<JObject> Activities { get; } = [];
    public string? Watermark { get; private set; }
    public ClientWebSocket Socket => _socket;

    public static async Task<DirectLineSocket> OpenAsync(string url, string? origin = null)
    {
        var reader = new DirectLineSocket();
        if (origin is not null)
            reader._socket.Options.SetRequestHeader("Origin", origin);
        await reader._socket.ConnectAsync(new Uri(url), ChannelHost.Token);
        return reader;
    }

    /// <summary>Reads frames until the condition holds.</summary>
    public async Task<JObject> UntilAsync(Func<JObject, bool> wanted)
    {
        while (true)
        {
            if (Activities.FirstOrDefault(wanted) is { } found)
                return found;
            if (await FrameAsync() is not { } frame)
                throw new InvalidOperationException("The stream ended.");
            Activities.AddRange(frame["activities"]!.Cast<JObject>());
            Watermark = (string)frame["watermark"]!;
        }
    }

    public Task<JObject> UntilTextAsync(string text) => UntilAsync(activity => (string?)activity["text"] == text);

    /// <summary>One frame, or null at the end.</summary>
    public async Task<JObject?> FrameAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ChannelHost.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        using var bytes = new MemoryStream();
        var buffer = new byte[8192];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return ActivityJson.Parse(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, ChannelHost.Token);

    public void Dispose() => _socket.Dispose();
}
