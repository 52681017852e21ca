using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CxBot.Tests.Testing;

/// <summary>A customer on WhatsApp, as Meta tells of them: signed webhooks over real HTTP.</summary>
public sealed class WhatsAppCustomer(Uri app, string? phone, string? userId = null, string? name = "Budi")
{
    public const string AppSecret = "fake-app-secret";
    public const string Path = "/channels/whatsapp/webhook";

    private static readonly HttpClient Http = new();
    private static int _number;

    public string? Phone => phone;

    public async Task<string> SayAsync(string text, string? id = null, DateTimeOffset? at = null, JsonObject? more = null)
    {
        var message = Message("text", new JsonObject { ["body"] = text }, id, at);
        foreach (var (key, value) in more ?? [])
            message[key] = value?.DeepClone();
        return await SendAsync(message);
    }

    /// <summary>Presses a button or a row of what was sent; one that says more than it holds is cut there.</summary>
    public Task<string> PressAsync(GraphMessage message, string words)
    {
        var (id, title) = message.Options.First(
            o => o.Title.StartsWith(words, StringComparison.Ordinal) || words.StartsWith(o.Title.TrimEnd('…'), StringComparison.Ordinal));
        var kind = (string)message.Body["interactive"]!["type"]! == "button" ? "button_reply" : "list_reply";
        var pressed = Message(
            "interactive", new JsonObject { ["type"] = kind, [kind] = new JsonObject { ["id"] = id, ["title"] = title } });
        pressed["context"] = new JsonObject { ["from"] = "15550001111", ["id"] = message.Id };
        return SendAsync(pressed);
    }

    /// <summary>A message of any kind.</summary>
    public JsonObject Message(string type, JsonNode content, string? id = null, DateTimeOffset? at = null)
    {
        var message = new JsonObject
        {
            ["id"] = id ?? $"wamid.IN{Interlocked.Increment(ref _number)}",
            ["timestamp"] = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds()
                .ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["type"] = type,
            [type] = content,
        };
        if (phone is not null)
            message["from"] = phone;
        if (userId is not null)
            message["from_user_id"] = userId;
        return message;
    }

    /// <summary>Sends it, and returns its id once it is acknowledged.</summary>
    public async Task<string> SendAsync(params JsonObject[] messages)
    {
        var value = Value();
        value["contacts"] = new JsonArray(Contact());
        value["messages"] = new JsonArray([.. messages]);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app, Body(value)));
        return (string)messages[^1]["id"]!;
    }

    /// <summary>Meta reports on a message.</summary>
    public static Task<HttpStatusCode> ReportAsync(Uri app, string id, string status, string? tracker = null, int? code = null)
    {
        var report = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = "1750000000", ["recipient_id"] = "628120000" };
        if (tracker is not null)
            report["biz_opaque_callback_data"] = tracker;
        if (code is not null)
            report["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Message undeliverable" });
        var value = Value();
        value["statuses"] = new JsonArray(report);
        return PostAsync(app, Body(value));
    }

    public static JsonObject Value() => new()
    {
        ["messaging_product"] = "whatsapp",
        ["metadata"] = new JsonObject { ["display_phone_number"] = "15550001111", ["phone_number_id"] = FakeGraph.PhoneNumberId },
    };

    public static byte[] Body(params JsonObject[] values) => Body("messages", values);

    /// <summary>What the account is subscribed to beside messages.</summary>
    public static byte[] Body(string field, params JsonObject[] values) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(
            new JsonObject
            {
                ["id"] = FakeGraph.BusinessAccountId,
                ["time"] = 1_780_000_000,
                ["changes"] = new JsonArray(
                    [.. values.Select(value => new JsonObject { ["field"] = field, ["value"] = value.DeepClone() })]),
            }),
    }.ToJsonString());

    /// <summary>Somebody writes to this customer from the shop's own phone.</summary>
    public Task<string> EchoAsync(string text, string? id = null, DateTimeOffset? at = null) =>
        EchoAsync("text", new JsonObject { ["body"] = text }, id, at);

    public async Task<string> EchoAsync(string type, JsonNode content, string? id = null, DateTimeOffset? at = null)
    {
        var echo = Message(type, content, id ?? $"wamid.ECHO{Interlocked.Increment(ref _number)}", at);
        echo["from"] = "15550001111";
        echo.Remove("from_user_id");
        if (phone is not null)
            echo["to"] = phone;
        if (userId is not null)
            echo["to_user_id"] = userId;
        var value = Value();
        value["contacts"] = new JsonArray(Contact());
        value["message_echoes"] = new JsonArray(echo);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app, Body("smb_message_echoes", value)));
        return (string)echo["id"]!;
    }

    /// <summary>Edits an earlier message.</summary>
    public Task<string> EditAsync(string id, string text) =>
        SendAsync(Message("edit",
            new JsonObject
            {
                ["original_message_id"] = id,
                ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } },
            }));

    /// <summary>Sets in WhatsApp itself whether offers may come.</summary>
    public Task<HttpStatusCode> PreferAsync(string wish, DateTimeOffset at)
    {
        var said = new JsonObject
        {
            ["wa_id"] = phone,
            ["category"] = "marketing_messages",
            ["value"] = wish,
            ["timestamp"] = at.ToUnixTimeSeconds(),
        };
        var value = Value();
        value["contacts"] = new JsonArray(Contact());
        value["user_preferences"] = new JsonArray(said);
        return PostAsync(app, Body("user_preferences", value));
    }

    /// <summary>Calls, and nobody answers.</summary>
    public Task<HttpStatusCode> CallAsync(string id, string what, DateTimeOffset? at = null)
    {
        var call = new JsonObject
        {
            ["id"] = id,
            ["from"] = phone,
            ["to"] = "15550001111",
            ["event"] = what,
            ["direction"] = "USER_INITIATED",
            ["timestamp"] = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds()
                .ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var value = Value();
        value["contacts"] = new JsonArray(Contact());
        value["calls"] = new JsonArray(call);
        return PostAsync(app, Body("calls", value));
    }

    private JsonObject Contact()
    {
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = name } };
        if (phone is not null)
            contact["wa_id"] = phone;
        if (userId is not null)
            contact["user_id"] = userId;
        return contact;
    }

    public static Task<HttpStatusCode> PostAsync(Uri app, byte[] body) => PostAsync(app, body, Sign(body));

    public static async Task<HttpStatusCode> PostAsync(Uri app, byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app, Path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    public static string Sign(byte[] body, string secret = AppSecret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
