using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.Testing;

/// <summary>How the model service answers.</summary>
public enum ModelMood
{
    /// <summary>Says what <see cref="FakeModelServer.Says"/> says.</summary>
    Good,

    /// <summary>429.</summary>
    TooMany,

    /// <summary>500.</summary>
    Broken,

    /// <summary>401, with the key in the error, as services do.</summary>
    Refused,

    /// <summary>Takes the call and says nothing.</summary>
    Hang,

    /// <summary>One byte a second.</summary>
    Trickle,

    /// <summary>What is no JSON.</summary>
    Malformed,

    /// <summary>Breaks the connection in the middle.</summary>
    CutOff,

    /// <summary>Stops in the middle as if that were all, without a reason for the end.</summary>
    FadesOut,

    /// <summary>Ends for length.</summary>
    TooLong,

    /// <summary>Nothing at all.</summary>
    Empty,
}

/// <summary>A model service on a loopback port that speaks OpenAI's chat completions, whole and streamed, at OpenAI's path and at Azure's.
/// A call that it does not know fails the test.</summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    public const string Key = "sk-fake-5ecret-0f-the-sh0p";
    public const string Model = "fake-model";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _strange = new();
    private readonly CancellationTokenSource _stopping = new();

    private FakeModelServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Every call, in order.</summary>
    public ConcurrentQueue<JsonObject> Calls { get; } = new();

    public ModelMood Mood { get; set; }

    /// <summary>Every text that was to be encoded, in order.</summary>
    public ConcurrentQueue<string> Encoded { get; } = new();

    /// <summary>The words of one meaning each: the encoder's whole world.</summary>
    public IReadOnlyList<string[]> Meanings { get; set; } = [];

    /// <summary>How often it keeps its mood before it is good again.</summary>
    public int MoodFor { get; set; } = int.MaxValue;

    /// <summary>What it says to the system's and the user's message.</summary>
    public Func<string, string, string> Says { get; set; } = FakeModel.Good;

    /// <summary>The pause between two bits of a stream.</summary>
    public TimeSpan Pause { get; set; }

    public Dictionary<string, string?> Settings => new()
    {
        ["Answering:Model:Provider"] = "OpenAICompatible",
        ["Answering:Model:Endpoint"] = Address + "/v1",
        ["Answering:Model:ApiKey"] = Key,
        ["Answering:Model:Deployment"] = Model,
        ["Answering:Model:When"] = "Always",
    };

    /// <summary>The encoder alone: no model writes.</summary>
    public Dictionary<string, string?> EncoderSettings => new()
    {
        ["Knowledge:Encoder"] = "Service",
        ["Answering:Model:Provider"] = "OpenAICompatible",
        ["Answering:Model:Endpoint"] = Address + "/v1",
        ["Answering:Model:ApiKey"] = Key,
        ["Answering:Model:EmbeddingDeployment"] = Model,
    };

    public Dictionary<string, string?> AzureSettings =>
        new(Settings) { ["Answering:Model:Provider"] = "AzureOpenAI", ["Answering:Model:Endpoint"] = Address };

    public static async Task<FakeModelServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FakeModelServer(app);
        app.MapPost("/v1/chat/completions",
            (HttpContext http) => server.CompleteAsync(http, http.Request.Headers.Authorization == "Bearer " + Key, needsModel: true));
        app.MapPost($"/openai/deployments/{Model}/chat/completions",
            (HttpContext http) =>
                server.CompleteAsync(
                    http, http.Request.Headers["api-key"] == Key && http.Request.Query.ContainsKey("api-version"), needsModel: false));
        app.MapPost("/v1/embeddings",
            (HttpContext http) => server.EncodeAsync(http, http.Request.Headers.Authorization == "Bearer " + Key));
        app.MapPost($"/openai/deployments/{Model}/embeddings",
            (HttpContext http) =>
                server.EncodeAsync(http, http.Request.Headers["api-key"] == Key && http.Request.Query.ContainsKey("api-version")));
        app.MapFallback((HttpContext http) => server.StrangeAsync(http, "unknown path"));
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
        Assert.Empty(_strange);
    }

    private async Task EncodeAsync(HttpContext http, bool isKnown)
    {
        var body = JsonNode.Parse(await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted))!.AsObject();
        string[] texts = body["input"] is JsonArray all ? [.. all.Select(t => (string)t!)] : [(string)body["input"]!];
        if (!isKnown || texts.Length is 0 or > 2048 || (string?)body["model"] != Model
            || (string?)body["encoding_format"] is not (null or "float" or "base64"))
        {
            await StrangeAsync(http, body.ToJsonString());
            return;
        }
        if (Mood == ModelMood.Hang)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System,
                CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token).Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Mood != ModelMood.Good)
        {
            http.Response.StatusCode = Mood == ModelMood.TooMany ? 429 : 500;
            return;
        }
        foreach (var text in texts)
            Encoded.Enqueue(text);
        JsonNode Number(float[] vector) =>
            (string?)body["encoding_format"] == "base64" ? Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()))
                : new JsonArray([.. vector.Select(v => (JsonNode)v)]);
        var data = texts.Select(
            (text, at) => new JsonObject { ["object"] = "embedding", ["index"] = at, ["embedding"] = Number(Vector(text)) });
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            new JsonObject
            {
                ["object"] = "list",
                ["model"] = Model,
                ["data"] = new JsonArray([.. data]),
                ["usage"] = new JsonObject { ["prompt_tokens"] = 1, ["total_tokens"] = 1 },
            }.ToJsonString());
    }

    private float[] Vector(string text)
    {
        var words = text.Split(' ');
        return [.. Meanings.Select(meaning => (float)words.Count(meaning.Contains)), 0.01f];
    }

    private async Task CompleteAsync(HttpContext http, bool isKnown, bool needsModel)
    {
        var body = JsonNode.Parse(await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted))!.AsObject();
        var messages = body["messages"]!.AsArray();
        if (!isKnown || (needsModel && (string?)body["model"] != Model) || messages is not [{ } system, { } user]
            || (string?)system["role"] != "system" || (string?)user["role"] != "user")
        {
            await StrangeAsync(http, body.ToJsonString());
            return;
        }
        Calls.Enqueue(body);
        var mood = Calls.Count <= MoodFor ? Mood : ModelMood.Good;
        var text = mood == ModelMood.Empty ? "" : Says(Content(system), Content(user));
        try
        {
            await AnswerAsync(http, mood, text, (bool?)body["stream"] == true);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone.
        }
    }

    private async Task AnswerAsync(HttpContext http, ModelMood mood, string text, bool stream)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        var (gone, response) = (either.Token, http.Response);
        switch (mood)
        {
            case ModelMood.TooMany:
                await ErrorAsync(response, 429, "Rate limit reached", gone);
                return;
            case ModelMood.Broken:
                await ErrorAsync(response, 500, "The server had an error", gone);
                return;
            case ModelMood.Refused:
                await ErrorAsync(response, 401, $"Incorrect API key provided: {Key}", gone);
                return;
            case ModelMood.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
                return;
            case ModelMood.Malformed:
                response.ContentType = stream ? "text/event-stream" : "application/json";
                await response.WriteAsync(
                    stream ? "data: {\"choices\":[{\"delta\":{\"content\":\"ha\n\ndata: ]]]\n\n" : "{\"choices\":[", gone);
                return;
        }
        if (stream)
            await StreamAsync(http, mood, text, gone);
        else
            await WholeAsync(http, mood, text, gone);
    }

    private static async Task WholeAsync(HttpContext http, ModelMood mood, string text, CancellationToken cancellationToken)
    {
        var json = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1_700_000_000,
            ["model"] = Model,
            ["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
                    ["finish_reason"] = mood == ModelMood.TooLong ? "length" : "stop",
                }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 10, ["total_tokens"] = 20 },
        }.ToJsonString());
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        if (mood is ModelMood.CutOff or ModelMood.FadesOut)
        {
            await http.Response.Body.WriteAsync(json.AsMemory(0, json.Length / 2), cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
            http.Abort();
        }
        else if (mood == ModelMood.Trickle)
            await TrickleAsync(http, json, cancellationToken);
        else
            await http.Response.Body.WriteAsync(json, cancellationToken);
    }

    private async Task StreamAsync(HttpContext http, ModelMood mood, string text, CancellationToken cancellationToken)
    {
        http.Response.ContentType = "text/event-stream";
        var bits = text.Chunk(7).Select(c => new string(c)).ToList();
        await SendAsync(http, Bit(new JsonObject { ["role"] = "assistant", ["content"] = "" }, null), cancellationToken);
        for (var i = 0; i < bits.Count; i++)
        {
            if (mood is ModelMood.CutOff or ModelMood.FadesOut && i == bits.Count / 2)
            {
                if (mood == ModelMood.CutOff)
                    http.Abort();
                return;
            }
            var bit = Bit(new JsonObject { ["content"] = bits[i] }, null);
            if (mood == ModelMood.Trickle)
                await TrickleAsync(http, Encoding.UTF8.GetBytes(bit), cancellationToken);
            else
                await SendAsync(http, bit, cancellationToken);
            if (Pause > TimeSpan.Zero)
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
        await SendAsync(http, Bit([], mood == ModelMood.TooLong ? "length" : "stop") + "data: [DONE]\n\n", cancellationToken);
    }

    private static string Bit(JsonObject delta, string? reason) => $"data: {new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1_700_000_000,
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = reason }),
    }.ToJsonString()}\n\n";

    private static async Task SendAsync(HttpContext http, string text, CancellationToken cancellationToken)
    {
        await http.Response.WriteAsync(text, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }

    private static async Task TrickleAsync(HttpContext http, byte[] bytes, CancellationToken cancellationToken)
    {
        foreach (var one in bytes)
        {
            await http.Response.Body.WriteAsync(new[] { one }, cancellationToken);
            await http.Response.Body.FlushAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        }
    }

    private static Task ErrorAsync(HttpResponse response, int status, string message, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(new { error = new { message, type = "error", code = status } }, cancellationToken);
    }

    private Task StrangeAsync(HttpContext http, string what)
    {
        _strange.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}: {what}");
        http.Response.StatusCode = 501;
        return Task.CompletedTask;
    }

    private static string Content(JsonNode message) =>
        message["content"] is JsonArray parts ? string.Concat(parts.Select(p => (string?)p!["text"])) : (string?)message["content"] ?? "";
}
