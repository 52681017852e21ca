using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;
using CxBot.Web.Channels.WhatsApp.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.Testing;

/// <summary>How the Graph API answers a message.</summary>
public enum GraphMood
{
    Good,

    /// <summary>Takes it, and breaks the connection instead of answering.</summary>
    AcceptThenReset,

    /// <summary>Takes it, and answers 502 without a word.</summary>
    AcceptThenFail,

    /// <summary>Takes it, and answers after the caller's patience.</summary>
    AcceptThenHang,

    /// <summary>Breaks the connection without taking it.</summary>
    Reset,

    /// <summary>Takes nothing and answers 429.</summary>
    TooMany,

    /// <summary>Refuses with an error's code.</summary>
    Refuse,
}

/// <summary>One message that the Graph API took.</summary>
public sealed record GraphMessage(string Id, JsonObject Body, DateTimeOffset At)
{
    public string Type => (string)Body["type"]!;

    public string To => (string?)Body["to"] ?? (string?)Body["recipient"] ?? "";

    public string Tracker => (string)Body["biz_opaque_callback_data"]!;

    /// <summary>All that the customer reads, whatever it is wrapped in.</summary>
    public string Text => Type switch
    {
        "text" => (string)Body["text"]!["body"]!,
        "interactive" => (string)Body["interactive"]!["body"]!["text"]!,
        "template" => (string)Body["template"]!["name"]!,
        var type => (string?)Body[type]!["caption"] ?? "",
    };

    /// <summary>What can be pressed: id and title.</summary>
    public IReadOnlyList<(string Id, string Title)> Options =>
        Type != "interactive" ? [] : (string)Body["interactive"]!["type"]! == "button"
        ? [.. Body["interactive"]!["action"]!["buttons"]!.AsArray()
            .Select(b => ((string)b!["reply"]!["id"]!, (string)b["reply"]!["title"]!))]
        : [.. Body["interactive"]!["action"]!["sections"]!.AsArray().SelectMany(s => s!["rows"]!.AsArray())
            .Select(r => ((string)r!["id"]!, (string)r["title"]!))];
}

/// <summary>Meta's Graph API on a loopback port, in its real wire format. It records every call, refuses what Meta refuses, and a call that
/// Meta would find malformed, or that it does not know, fails the test.</summary>
public sealed class FakeGraph : IAsyncDisposable
{
    public const string Token = "fake-access-token";
    public const string PhoneNumberId = "1122334455667";
    public const string BusinessAccountId = "998877665544";

    private readonly WebApplication _app;
    /// <summary>What Meta tells of a template; asked for any other field it refuses.</summary>
    private static readonly string[] TemplateFields = ["id", "name", "language", "status", "category", "components", "parameter_format",
        "quality_score", "previous_category", "rejected_reason"];

    private readonly ConcurrentDictionary<string, string> _uploaded = new();
    private readonly ConcurrentQueue<string> _strange = new();
    private int _number;

    private FakeGraph(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Everything it took, in order.</summary>
    public ConcurrentQueue<GraphMessage> Taken { get; } = new();

    /// <summary>Every message call, taken or not.</summary>
    public ConcurrentQueue<JsonObject> Calls { get; } = new();

    /// <summary>The messages that were marked as read, with typing shown.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    /// <summary>The status that uploads are answered with, without a word; 200 takes them.</summary>
    public int UploadStatus { get; set; } = 200;

    public ConcurrentQueue<(string FileName, string ContentType, long Bytes)> Uploads { get; } = new();

    /// <summary>Files that it holds for us: the id, and what it answers.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Files { get; } = new();

    /// <summary>Where it says that a file lies; itself unless set.</summary>
    public ConcurrentDictionary<string, string> FileAddresses { get; } = new();

    public JsonArray Templates { get; set; } = [];

    /// <summary>An approved Indonesian template with a body alone.</summary>
    public static JsonObject Template(string name, string body, string category = "UTILITY") => new()
    {
        ["name"] = name,
        ["language"] = "id",
        ["status"] = "APPROVED",
        ["category"] = category,
        ["components"] = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = body }),
    };

    /// <summary>What it tells of the number.</summary>
    public JsonObject Number { get; set; } = new()
    {
        ["display_phone_number"] = "+62 811-0000-1234",
        ["verified_name"] = "Kedai Nusa",
        ["quality_rating"] = "GREEN",
        ["status"] = "CONNECTED",
        ["platform_type"] = "CLOUD_API",
    };

    /// <summary>The apps that listen to the account.</summary>
    public JsonArray Apps { get; set; } =
        [new JsonObject { ["whatsapp_business_api_data"] = new JsonObject { ["id"] = "1", ["name"] = "CxBot" } }];

    /// <summary>What the app's webhook is subscribed to.</summary>
    public IReadOnlyList<string> Fields { get; set; } = CxBot.Web.Channels.WhatsApp.Inbound.WhatsAppPayload.Fields;

    /// <summary>The error with which it refuses to tell of the number; 0 for none.</summary>
    public int NumberRefused { get; set; }

    /// <summary>How it answers the next message, by what the message is.</summary>
    public Func<JsonObject, (GraphMood Mood, int Code)> Mood { get; set; } = _ => (GraphMood.Good, 0);

    /// <summary>How long it takes to answer a message that it took.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>What it does after it took a message: reports, as a rule.</summary>
    public Func<GraphMessage, Task> Then { get; set; } = _ => Task.CompletedTask;

    public Dictionary<string, string?> Settings => new()
    {
        ["Channels:WhatsApp:AppSecret"] = WhatsAppCustomer.AppSecret,
        ["Channels:WhatsApp:VerifyToken"] = "verify me",
        ["Channels:WhatsApp:AccessToken"] = Token,
        ["Channels:WhatsApp:PhoneNumberId"] = PhoneNumberId,
        ["Channels:WhatsApp:BusinessAccountId"] = BusinessAccountId,
        ["Channels:WhatsApp:GraphApiBaseUrl"] = Address,
        ["Channels:WhatsApp:RequestTimeout"] = "00:00:03",
        ["Channels:WhatsApp:MessagesPerSecond"] = "1000",
    };

    public static async Task<FakeGraph> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var graph = new FakeGraph(app);
        app.MapPost("/{version}/{number}/messages",
            (string version, string number, HttpContext http) => graph.MessageAsync(version, number, http));
        app.MapPost("/{version}/{number}/media",
            (string version, string number, HttpContext http) => graph.UploadAsync(version, number, http));
        app.MapGet("/{version}/{account}/message_templates",
            (string version, string account, HttpContext http) => graph.TemplatesAsync(version, account, http));
        app.MapGet("/{version}/{account}/subscribed_apps",
            (string version, string account, HttpContext http) => graph.AppsAsync(version, account, http));
        app.MapGet("/{version}/{id}/subscriptions",
            (string version, string id, HttpContext http) => graph.SubscriptionsAsync(version, id, http));
        app.MapGet("/{version}/{media}", (string version, string media, HttpContext http) => graph.MediaAsync(version, media, http));
        app.MapGet("/files/{media}", (string media, HttpContext http) => graph.FileAsync(media, http));
        app.MapFallback((HttpContext http) => graph.StrangeAsync(http, "unknown path"));
        await app.StartAsync();
        return graph;
    }

    /// <summary>Waits until it took a message that fits.</summary>
    public async Task<GraphMessage> WaitForAsync(Func<GraphMessage, bool> fits, string what)
    {
        GraphMessage? found = null;
        await Eventually.TrueAsync(() =>
        {
            found = Taken.FirstOrDefault(fits);
            return Task.FromResult(found is not null);
        }, $"{what}; taken: {string.Join(" | ", Taken.Select(m => m.Text))}");
        return found!;
    }

    /// <summary>Waits until the answer of an article of <see cref="KnowledgeFiles.Shop"/> was taken.</summary>
    public Task<GraphMessage> WaitForAnswerAsync(string article)
    {
        var answer = KnowledgeFiles.Shop().Answer(article);
        return WaitForAsync(m => m.Text.Contains(answer, StringComparison.Ordinal), $"the answer of {article}");
    }

    /// <summary>Waits for one of our own sentences.</summary>
    /// <param name="filled">What stands in its blanks; anything, where nothing is given.</param>
    public Task<GraphMessage> WaitForSentenceAsync(string key, params object[] filled)
    {
        var sentence = Sentences.Of(key, filled);
        return WaitForAsync(m => sentence.IsMatch(m.Text), $"the sentence {key}");
    }

    /// <summary>Waits until the customer was told of a place in the queue.</summary>
    public Task<GraphMessage> WaitForQueueAsync(int? place = null) =>
        WaitForAsync(m => Sentences.IsQueued(m.Text, place), "a place in the queue");

    public Task<GraphMessage> WaitForTextAsync(string part) =>
        WaitForAsync(m => m.Text.Contains(part, StringComparison.OrdinalIgnoreCase), $"\"{part}\"");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Assert.Empty(_strange);
    }

    private async Task MessageAsync(string version, string phoneNumberId, HttpContext http)
    {
        if (!Expected(version, http) || phoneNumberId != PhoneNumberId || await BodyAsync(http) is not { } body)
        {
            await StrangeAsync(http, "not as agreed");
            return;
        }
        if ((string?)body["status"] == "read")
        {
            Read.Enqueue((string)body["message_id"]!);
            await http.Response.WriteAsync("""{"success":true}""");
            return;
        }
        if (Wrong(body) is { } wrong)
        {
            await StrangeAsync(http, wrong);
            return;
        }
        Calls.Enqueue(body);
        if (Unfit(body) is var (unfit, why))
        {
            await ErrorAsync(http, SimulatorRules.HttpStatus(unfit), unfit, why);
            return;
        }
        var (mood, code) = Mood(body);
        switch (mood)
        {
            case GraphMood.Reset:
                http.Abort();
                return;
            case GraphMood.TooMany:
                await ErrorAsync(http, 429, 130429, "Rate limit hit");
                return;
            case GraphMood.Refuse:
                await ErrorAsync(http, code is 190 ? 401 : 400, code, "Refused as told");
                return;
        }
        var message = new GraphMessage(
            $"wamid.OUT{Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture)}", body, TimeProvider.System.GetUtcNow());
        Taken.Enqueue(message);
        _ = Task.Run(() => Then(message));
        if (Slow > TimeSpan.Zero)
            await Task.Delay(Slow, TimeProvider.System);
        switch (mood)
        {
            case GraphMood.AcceptThenReset:
                http.Abort();
                return;
            case GraphMood.AcceptThenFail:
                http.Response.StatusCode = 502;
                return;
            case GraphMood.AcceptThenHang:
                await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, http.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
        }
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = message.To, ["wa_id"] = message.To.TrimStart('+') }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Id }),
        }.ToJsonString());
    }

    /// <summary>What Meta would refuse for the sake of the account's templates and files; null where it would not.</summary>
    private (int Code, string Details)? Unfit(JsonObject body)
    {
        var type = (string)body["type"]!;
        if (type == "template")
            return SimulatorTemplateRules.Problem(
                JsonSerializer.SerializeToElement(body["template"]), Templates.Select(t => JsonSerializer.SerializeToElement(t)));
        if ((string?)body[type]?["id"] is not { } file)
            return null;
        return _uploaded.TryGetValue(file, out var contentType) ? SimulatorMediaRules.Send(type, contentType)
            : (131009, "There is no such file.");
    }

    /// <summary>What Meta would find malformed; null where it would not.</summary>
    private static string? Wrong(JsonObject body)
    {
        if (SimulatorRules.Problem(JsonSerializer.SerializeToElement(body)) is var (_, malformed))
            return malformed;
        if ((string?)body["messaging_product"] != "whatsapp")
            return "no messaging_product";
        if ((body["to"] is null) == (body["recipient"] is null))
            return "to and recipient";
        if (body["to"] is { } to && !((string)to!).StartsWith('+'))
            return "to without +";
        var type = (string?)body["type"];
        if (type is null || body[type] is not JsonObject content)
            return "no content";
        switch (type)
        {
            case "text":
                return (string?)content["body"] is { Length: > 0 and <= 4096 } ? null : "text of a wrong length";
            case "interactive":
                if ((string?)content["body"]?["text"] is not { Length: > 0 } words
                    || words.Length > ((string?)content["type"] == "list" ? 4096 : 1024))
                    return "body of a wrong length";
                if ((string?)content["type"] == "request_contact_info")
                    return (string?)content["action"]?["name"] == "request_contact_info" ? null : "request_contact_info";
                if ((string?)content["type"] == "button")
                {
                    var titles = content["action"]!["buttons"]!.AsArray().Select(b => (string)b!["reply"]!["title"]!).ToList();
                    return titles.Count is >= 1 and <= 3 && titles.All(t => t.Length is > 0 and <= 20)
                        && titles.Distinct().Count() == titles.Count ? null : "buttons";
                }
                var rows = content["action"]!["sections"]!.AsArray().SelectMany(s => s!["rows"]!.AsArray()).ToList();
                return (string?)content["action"]!["button"] is { Length: > 0 and <= 20 } && rows.Count is >= 1 and <= 10
                    && rows.All(r => ((string)r!["title"]!).Length is > 0 and <= 24 && ((string?)r["description"])?.Length is null or <= 72
                        && ((string)r["id"]!).Length <= 200) ? null : "rows";
            case "template":
                return content["name"] is not null && content["language"]?["code"] is not null ? null : "template";
            case "location":
                return content["latitude"] is not null && content["longitude"] is not null ? null : "location";
            default:
                return content["id"] is not null ? null : "media without an id";
        }
    }

    private async Task UploadAsync(string version, string phoneNumberId, HttpContext http)
    {
        if (!Expected(version, http) || phoneNumberId != PhoneNumberId || !http.Request.HasFormContentType)
        {
            await StrangeAsync(http, "upload");
            return;
        }
        var form = await http.Request.ReadFormAsync();
        var file = form.Files.Single();
        Assert.Equal("whatsapp", form["messaging_product"].ToString());
        if (UploadStatus != 200)
        {
            http.Response.StatusCode = UploadStatus;
            return;
        }
        if (SimulatorMediaRules.Upload(file.ContentType, file.Length) is var (refused, why))
        {
            await ErrorAsync(http, 400, refused, why);
            return;
        }
        Uploads.Enqueue((file.FileName, file.ContentType, file.Length));
        var id = $"upload-{Uploads.Count}";
        _uploaded[id] = file.ContentType;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"id":"{{id}}"}""");
    }

    private async Task TemplatesAsync(string version, string account, HttpContext http)
    {
        if (!Expected(version, http) || account != BusinessAccountId)
        {
            await StrangeAsync(http, "templates");
            return;
        }
        var fields = http.Request.Query["fields"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Except(TemplateFields).Any())
        {
            await ErrorAsync(http, 400, 100, "Tried accessing nonexisting field");
            return;
        }
        // One on each page, so that paging is always tried.
        var at = int.TryParse(http.Request.Query["after"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        var page = new JsonObject { ["data"] = new JsonArray(Templates.Skip(at).Take(1).Select(t => Told(t!, fields)).ToArray()) };
        page["paging"] = at + 1 < Templates.Count
            ? new JsonObject
            {
                ["cursors"] = new JsonObject { ["after"] = (at + 1).ToString(CultureInfo.InvariantCulture) },
                ["next"] = $"{Address}/next",
            }
            : new JsonObject { ["cursors"] = new JsonObject { ["after"] = (at + 1).ToString(CultureInfo.InvariantCulture) } };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(page.ToJsonString());
    }

    /// <summary>Only what was asked for.</summary>
    private static JsonNode Told(JsonNode template, string[] fields)
    {
        var told = template.DeepClone();
        foreach (var field in told.AsObject().Select(f => f.Key).Where(key => fields.Length > 0 && !fields.Contains(key)).ToList())
            told.AsObject().Remove(field);
        return told;
    }

    private async Task MediaAsync(string version, string media, HttpContext http)
    {
        if (!Expected(version, http))
        {
            await StrangeAsync(http, "media");
            return;
        }
        if (media == PhoneNumberId)
        {
            await NumberAsync(http);
            return;
        }
        if (!Files.ContainsKey(media) && !FileAddresses.ContainsKey(media))
        {
            await ErrorAsync(http, 400, 100, "Unsupported get request. Object with ID does not exist");
            return;
        }
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["id"] = media,
            ["mime_type"] = "image/png",
            ["sha256"] = "x",
            ["file_size"] = "100",
            ["url"] = FileAddresses.GetValueOrDefault(media, $"{Address}/files/{media}"),
        }.ToJsonString());
    }

    private Task NumberAsync(HttpContext http)
    {
        if (NumberRefused > 0)
            return ErrorAsync(http, NumberRefused == 190 ? 401 : 400, NumberRefused, "Refused as told");
        var proof = http.Request.Query["appsecret_proof"].ToString();
        var wanted = WhatsAppCustomer.Sign(System.Text.Encoding.UTF8.GetBytes(Token))["sha256=".Length..];
        if (proof.Length > 0 && proof != wanted)
            return ErrorAsync(http, 400, 100, "Invalid appsecret_proof provided in the API argument");
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(Number.ToJsonString());
    }

    private Task AppsAsync(string version, string account, HttpContext http)
    {
        if (!Expected(version, http))
            return StrangeAsync(http, "subscribed_apps");
        if (account != BusinessAccountId)
            return ErrorAsync(http, 400, 100, "Unsupported get request. Object with ID does not exist");
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(new JsonObject { ["data"] = Apps.DeepClone() }.ToJsonString());
    }

    private Task SubscriptionsAsync(string version, string id, HttpContext http)
    {
        if (version != "v26.0" || http.Request.Headers.Authorization != $"Bearer {id}|{WhatsAppCustomer.AppSecret}")
            return ErrorAsync(http, 401, 190, "Invalid OAuth access token");
        http.Response.ContentType = "application/json";
        var fields = new JsonArray([.. Fields.Select(field => new JsonObject { ["name"] = field, ["version"] = version })]);
        return http.Response.WriteAsync(
            new JsonObject
            {
                ["data"] = new JsonArray(
                    new JsonObject { ["object"] = "whatsapp_business_account", ["active"] = true, ["fields"] = fields }),
            }.ToJsonString());
    }

    private Task FileAsync(string media, HttpContext http) =>
        http.Request.Headers.Authorization == $"Bearer {Token}" && Files.TryGetValue(media, out var file) ? file(http)
            : StrangeAsync(http, "file");

    private static bool Expected(string version, HttpContext http) =>
        version == "v26.0" && http.Request.Headers.Authorization == $"Bearer {Token}";

    private static async Task<JsonObject?> BodyAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task ErrorAsync(HttpContext http, int status, int code, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["message"] = $"(#{code}) {message}",
                    ["type"] = "OAuthException",
                    ["code"] = code,
                    ["fbtrace_id"] = "x",
                },
            }.ToJsonString());
    }

    private Task StrangeAsync(HttpContext http, string why)
    {
        _strange.Enqueue($"{http.Request.Method} {http.Request.Path}: {why}");
        http.Response.StatusCode = 500;
        return Task.CompletedTask;
    }
}
