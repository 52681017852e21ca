using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CxBot.Web.Channels.Widget;

namespace CxBot.Tests.Testing;

/// <summary>A customer on the website, over real HTTP and a real socket, as the widget does it.</summary>
public sealed class DirectLineCustomer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<JsonElement> _heard = new();
    private readonly SemaphoreSlim _news = new(0);
    private Task _reading = Task.CompletedTask;
    private int _sent;

    private DirectLineCustomer(HttpClient http) => _http = http;

    public ConversationId ConversationId { get; private set; } = new("");
    public string Token { get; private set; } = "";
    public string Visitor { get; private set; } = "";

    /// <summary>Everything that came down the stream so far, in order.</summary>
    public IReadOnlyList<JsonElement> Heard => [.. _heard];

    /// <summary>The messages of bot, agent and system heard so far.</summary>
    public IReadOnlyList<JsonElement> Replies => [.. _heard.Where(a => Type(a) == "message" && Role(a) != "user")];

    public static async Task<DirectLineCustomer> StartAsync(CxBotApp app, string? visitor = null, string language = "id")
    {
        var customer = new DirectLineCustomer(app.Http());
        var session = await customer.PostAsync("/widget/session", new { visitor, language });
        customer.Visitor = session.GetProperty("visitor").GetString()!;
        customer.Use(session);
        var started = await customer.PostAsync("/v3/directline/conversations", new { user = new { } });
        customer.Use(started);
        await customer.ConnectAsync(started.GetProperty("streamUrl").GetString()!);
        return customer;
    }

    /// <summary>What is posted from here on goes to another node; the socket stays where it is.</summary>
    public void PostTo(CxBotApp node)
    {
        var other = node.Http();
        other.DefaultRequestHeaders.Authorization = _http.DefaultRequestHeaders.Authorization;
        _http.Dispose();
        _http = other;
    }

    /// <summary>Says something and returns the activity's id once it is stored.</summary>
    public async Task<string> SayAsync(string text, string? clientId = null) =>
        await PostActivityAsync(
            new
            {
                type = "message",
                text,
                locale = "id",
                from = new { id = "me" },
                channelData = new
                {
                    clientActivityID = clientId
                ?? $"c{Interlocked.Increment(ref _sent)}"
                }
            });

    public async Task<string> EventAsync(string name, object value) =>
        await PostActivityAsync(new { type = "event", name, value, from = new { id = "me" } });

    public async Task<string> PostActivityAsync(object activity) =>
        (await PostAsync($"/v3/directline/conversations/{ConversationId}/activities", activity)).GetProperty("id").GetString()!;

    /// <summary>Waits until something that fits has come.</summary>
    public async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> fits, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            foreach (var activity in _heard)
            {
                if (fits(activity))
                    return activity;
            }
            try
            {
                await _news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited {Patience.TotalSeconds} s for {what}. "
                    + $"Heard:\n{string.Join('\n', _heard.Select(a => a.GetRawText()))}");
            }
        }
    }

    /// <summary>Waits until the answer of an article has come.</summary>
    public Task<JsonElement> WaitForAnswerAsync(string article) => WaitForAsync(a => SourceOf(a) == article, $"the answer of {article}");

    /// <summary>Waits for one of our own sentences.</summary>
    /// <param name="filled">What stands in its blanks; anything, where nothing is given.</param>
    public Task<JsonElement> WaitForSentenceAsync(string key, params object[] filled)
    {
        var sentence = Sentences.Of(key, filled);
        return WaitForAsync(a => Role(a) != "user" && sentence.IsMatch(Text(a)), $"the sentence {key}");
    }

    /// <summary>Waits until the team is told of, and the customer has a place in the queue.</summary>
    public Task<JsonElement> WaitForQueueAsync(int? place = null) =>
        WaitForAsync(a => Role(a) != "user" && Sentences.IsQueued(Text(a), place), "a place in the queue");

    /// <summary>Asks for a person, and hears what becomes of it.</summary>
    public async Task AskForPersonAsync()
    {
        await SayAsync("mau bicara dengan CS");
        await WaitForAsync(a => HandoverOf(a).ValueKind == JsonValueKind.Object, "the handover");
    }

    public Task<JsonElement> WaitForTextAsync(string part) =>
        WaitForAsync(a => Text(a).Contains(part, StringComparison.OrdinalIgnoreCase) && Role(a) != "user", $"\"{part}\"");

    public static string Text(JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";

    public static string? Type(JsonElement activity) => activity.TryGetProperty("type", out var type) ? type.GetString() : null;

    public static string? Role(JsonElement activity) =>
        activity.TryGetProperty("from", out var from) && from.TryGetProperty("role", out var role) ? role.GetString() : null;

    /// <summary>The part of an activity that is ours; undefined where there is none.</summary>
    public static JsonElement Ours(JsonElement activity) =>
        activity.TryGetProperty("channelData", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("cxbot", out var ours) ? ours : default;

    /// <summary>How the handover stands after an activity; undefined where it says nothing of one.</summary>
    public static JsonElement HandoverOf(JsonElement activity) =>
        Ours(activity) is { ValueKind: JsonValueKind.Object } ours && ours.TryGetProperty("handover", out var state) ? state : default;

    /// <summary>The article that an answer came from.</summary>
    public static string? SourceOf(JsonElement activity) =>
        Ours(activity) is { ValueKind: JsonValueKind.Object } ours && ours.TryGetProperty("source", out var source)
            ? source.GetProperty("id").GetString() : null;

    /// <summary>What the customer may press.</summary>
    public static IReadOnlyList<string> ChoicesOf(JsonElement activity) =>
        [.. activity.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray()
            .Select(a => a.GetProperty("title").GetString()!)];

    public static string? SaidBy(JsonElement activity) =>
        Ours(activity) is { ValueKind: JsonValueKind.Object } ours ? ours.GetProperty("role").GetString() : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
        _socket.Dispose();
        _http.Dispose();
        _stop.Dispose();
        _news.Dispose();
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private void Use(JsonElement session)
    {
        ConversationId = new ConversationId(session.GetProperty("conversationId").GetString()!);
        Token = session.GetProperty("token").GetString()!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    private async Task ConnectAsync(string streamUrl)
    {
        await _socket.ConnectAsync(new Uri(streamUrl), _stop.Token);
        _reading = ReadAsync();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var frame = new MemoryStream();
        while (!_stop.IsCancellationRequested)
        {
            var part = await _socket.ReceiveAsync(buffer, _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            frame.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            var text = Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length);
            frame.SetLength(0);
            if (text.Length == 0)
                continue;
            foreach (var activity in JsonSerializer.Deserialize<JsonElement>(text).GetProperty("activities").EnumerateArray())
                _heard.Enqueue(activity);
            _news.Release();
        }
    }
}
