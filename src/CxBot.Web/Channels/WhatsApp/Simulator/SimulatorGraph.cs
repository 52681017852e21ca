using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>Stands in for Meta's Graph API, in its wire format.</summary>
public sealed class SimulatorGraph(SimulatorPhone phone, SimulatorWebhook webhook, IOptions<WhatsAppOptions> options, TimeProvider time)
{
    private const int LargestMessage = 256 * 1024;

    private readonly WhatsAppOptions _options = options.Value;

    public async Task<IResult> MessageAsync(string number, HttpContext http, CancellationToken cancellationToken)
    {
        if (Stranger(http) is { } stranger)
            return stranger;
        if (number != _options.PhoneNumberId)
            return Error("messages", 100, "Object with this ID does not exist.", null);
        if (await BoundedBody.ReadBytesAsync(http.Request.Body, LargestMessage, cancellationToken) is not { } bytes
            || Parsed(bytes) is not { } body)
            return Error("messages", 100, "The body is not JSON.", null);
        if (body.Text("status") == "read")
            return Read(body);
        if (SimulatorRules.Problem(body) is var (wrong, what))
            return Error("messages", wrong, what, body);
        if (phone.Meant(body.Text("to"), body.Text("recipient")) is not { } customer)
            return Error("messages", 131026, "Nobody on this phone has that number or id.", body);

        var mood = phone.Mood;
        var type = body.Text("type")!;
        var befalls = mood.FailureOf(customer.Id, type);
        if (Refused(body, type, mood.Later ? 0 : befalls) is var (code, details))
            return Error("messages", code, details, body);
        var failure = befalls > 0 ? befalls : type != "template" && !phone.IsOpen(customer.Id) ? WhatsAppErrors.WindowShut : 0;

        var message = phone.Add(Taken(body, customer, type, failure));
        Report(customer, message, mood, failure);
        if (mood.Failure == SimulatedMood.AnswerLost)
        {
            phone.Called(toApp: false, $"messages ({type})", 0, body);
            http.Abort();
            return TypedResults.Empty;
        }
        return Answer($"messages ({type})", new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(
                new JsonObject
                {
                    ["input"] = body.Text("to") ?? body.Text("recipient"),
                    ["wa_id"] = customer.Phone,
                    ["user_id"] = customer.UserId,
                }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Id }),
        }, body);
    }

    private SimulatedMessage Taken(JsonElement body, SimulatedCustomer customer, string type, int failure) =>
        new(0, SimulatorPhone.NewId(), customer.Id, FromCustomer: false, time.GetUtcNow(), type, body.Part(type)!.Value)
        {
            State = failure > 0 ? SimulatedState.Failed : SimulatedState.Sent,
            Error = failure > 0 ? failure : null,
            Quoted = ((JsonElement?)body).Part("context").Text("message_id"),
            Tracker = body.Text("biz_opaque_callback_data"),
        };

    /// <summary>What Meta refuses of a well-formed message: what is set to befall it, a template that does not fit, a file that is not
    /// there or of another kind.</summary>
    private (int Code, string Details)? Refused(JsonElement body, string type, int befalls)
    {
        if (befalls > 0)
            return (befalls, SimulatorRules.Title(befalls));
        var part = ((JsonElement?)body).Part(type);
        if (type == "template" && SimulatorTemplateRules.Problem(part!.Value, SimulatorTemplates.All.EnumerateArray()) is { } unfit)
            return unfit;
        if (part.Text("id") is not { } fileId)
            return null;
        return phone.File(fileId) is { } file ? SimulatorMediaRules.Send(type, file.ContentType) : (131009, "There is no such file.");
    }

    public async Task<IResult> UploadAsync(string number, HttpContext http, CancellationToken cancellationToken)
    {
        if (Stranger(http) is { } stranger)
            return stranger;
        if (number != _options.PhoneNumberId || !http.Request.HasFormContentType)
            return Error("media", 100, "Unsupported post request.", null);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        if (form.Files.GetFile("file") is not { } sent)
            return Error("media", 100, "The parameter file is required.", null);
        if (SimulatorMediaRules.Upload(sent.ContentType, sent.Length) is var (wrong, details))
            return Error("media", wrong, details, null);
        using var bytes = new MemoryStream();
        await sent.CopyToAsync(bytes, cancellationToken);
        var file = new SimulatedFile(NewFileId(), sent.ContentType, sent.FileName, bytes.ToArray());
        phone.Keep(file);
        return Answer("media", new JsonObject { ["id"] = file.Id }, null);
    }

    public IResult Templates(string account, HttpContext http) =>
        Stranger(http)
        ?? (account != _options.BusinessAccountId ? Error("message_templates", 100, "Object with this ID does not exist.", null)
            : Answer("message_templates",
                new JsonObject
                {
                    ["data"] = JsonNode.Parse(SimulatorTemplates.All.GetRawText()),
                    ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "MAZDZD", ["after"] = "MjQZD" } },
                }, null));

    public IResult SubscribedApps(string account, HttpContext http) =>
        Stranger(http)
        ?? (account != _options.BusinessAccountId ? Error("subscribed_apps", 100, "Object with this ID does not exist.", null)
            : Answer("subscribed_apps",
                new JsonObject
                {
                    ["data"] = new JsonArray(
                        new JsonObject { ["whatsapp_business_api_data"] = new JsonObject { ["id"] = "1", ["name"] = "CxBot" } }),
                }, null));

    /// <summary>The number, or a file.</summary>
    public IResult Node(string id, HttpContext http)
    {
        if (Stranger(http) is { } stranger)
            return stranger;
        if (id == _options.PhoneNumberId)
            return Answer("phone number",
                new JsonObject
                {
                    ["id"] = id,
                    ["display_phone_number"] = SimulatorPhone.BusinessNumber,
                    ["verified_name"] = SimulatorPhone.BusinessName,
                    ["quality_rating"] = "GREEN",
                    ["status"] = "CONNECTED",
                    ["platform_type"] = "CLOUD_API",
                }, null);
        if (phone.File(id) is not { } file)
            return Error("media", 100, "Object with this ID does not exist.", null);
        return Answer("media", new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["url"] = $"{_options.GraphApiBaseUrl}/files/{id}",
            ["mime_type"] = file.ContentType,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)),
            ["file_size"] = file.Bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["id"] = id,
        }, null);
    }

    /// <summary>Nothing else is known here, and it shows: a call that the app makes up is seen beside the phone.</summary>
    public IResult Unknown(HttpContext http) =>
        Error($"{http.Request.Method} {http.Request.Path.Value?.Split("/graph", 2)[^1]}", 2500, SimulatorRules.Title(2500), null);

    public IResult File(string id, HttpContext http) =>
        Stranger(http) ?? (phone.File(id) is { } file ? TypedResults.Bytes(file.Bytes, file.ContentType) : TypedResults.NotFound());

    /// <summary>An id for a file, which nobody can guess.</summary>
    public static string NewFileId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private IResult Read(JsonElement body) => phone.ReadByApp(body.Text("message_id") ?? "", body.Part("typing_indicator") is not null)
        ? Answer("messages (read)", new JsonObject { ["success"] = true }, body)
        : Error("messages (read)", 131009, "There is no such message.", body);

    private void Report(SimulatedCustomer customer, SimulatedMessage message, SimulatedMood mood, int failure)
    {
        if (failure > 0)
        {
            webhook.Report(customer, message, SimulatedState.Failed, (failure, SimulatorRules.Title(failure)));
            return;
        }
        if (mood.Reports >= SimulatedState.Sent)
            webhook.Report(customer, message, SimulatedState.Sent);
        if (mood.Reports < SimulatedState.Delivered)
            return;
        webhook.Report(customer, message, SimulatedState.Delivered);
        phone.Change(message.Id, m => m with { State = SimulatedState.Delivered });
    }

    private IResult? Stranger(HttpContext http)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()));
        var wanted = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {_options.AccessToken}"));
        return CryptographicOperations.FixedTimeEquals(given, wanted) ? null
            : Error(http.Request.Method, 190, SimulatorRules.Title(190), null);
    }

    private IResult Answer(string what, JsonObject answer, JsonElement? said)
    {
        phone.Called(toApp: false, what, 200, said);
        return TypedResults.Text(answer.ToJsonString(), "application/json");
    }

    private IResult Error(string what, int code, string details, JsonElement? said)
    {
        var status = SimulatorRules.HttpStatus(code);
        phone.Called(toApp: false, $"{what}: {code}", status, said);
        return TypedResults.Text(new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = $"(#{code}) {SimulatorRules.Title(code)}",
                ["type"] = "OAuthException",
                ["code"] = code,
                ["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = details },
                ["fbtrace_id"] = "simulated",
            },
        }.ToJsonString(), "application/json", statusCode: status);
    }

    private static JsonElement? Parsed(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(bytes) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Where the simulated Graph API answers.</summary>
internal static class SimulatorGraphRoutes
{
    public static void MapGraph(this RouteGroupBuilder group, SimulatorGraph graph)
    {
        group.DisableAntiforgery();
        group.MapPost("/{version}/{number}/messages",
            (string number, HttpContext http, CancellationToken cancellationToken) => graph.MessageAsync(number, http, cancellationToken));
        group.MapPost("/{version}/{number}/media",
            (string number, HttpContext http, CancellationToken cancellationToken) => graph.UploadAsync(number, http, cancellationToken));
        group.MapGet("/{version}/{account}/message_templates", (string account, HttpContext http) => graph.Templates(account, http));
        group.MapGet("/{version}/{account}/subscribed_apps", (string account, HttpContext http) => graph.SubscribedApps(account, http));
        group.MapGet("/files/{id}", (string id, HttpContext http) => graph.File(id, http));
        group.MapGet("/{version}/{id}", (string id, HttpContext http) => graph.Node(id, http));
        group.Map("/{**rest}", (HttpContext http) => graph.Unknown(http));
    }
}
