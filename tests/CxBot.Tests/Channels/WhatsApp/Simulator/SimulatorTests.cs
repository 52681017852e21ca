using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Channels.WhatsApp.Simulator;

public sealed class SimulatorTests
{
    private static readonly string[] Paths = ["/dev/whatsapp", "/dev/whatsapp/", "/dev/whatsapp/index.html", "/dev/whatsapp/page.js",
        "/dev/whatsapp/phone/view?customer=budi", "/dev/whatsapp/graph/v26.0/1"];

    private static Dictionary<string, string?> On => new() { ["Channels:WhatsApp:Simulator"] = "true" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_any_settings_the_whole_channel_runs_against_the_simulator()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), On);
        using var http = app.Http();
        Assert.Equal(HttpStatusCode.OK, await SayAsync(http, "budi", "lacak paket"));
        var answer = await WaitAsync(http, "budi", m => !Ours(m) && Said(m).Contains("Pesanan Saya", StringComparison.Ordinal));
        Assert.Equal("text", answer.GetProperty("type").GetString());
        await WaitAsync(http, "budi", m => Ours(m) && m.GetProperty("state").GetString() == "read");
        await http.PostAsJsonAsync("/dev/whatsapp/phone/read", new { customer = "budi" }, Token);
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Bot && m.Delivery == DeliveryStatus.Read)),
            "the answer to be read");
        await Eventually.TrueAsync(() => app.ReadAsync(async db => await db.MessageTemplates.CountAsync() == 8), "the templates");

        // The same, with a number that hides behind a username, and a file.
        using var upload = await http.PostAsync(
            "/dev/whatsapp/phone/files?name=a.pdf", Bytes("%PDF-1.4 hello"u8.ToArray(), "application/pdf"), Token);
        var id = (await upload.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"];
        await SendAsync(http, "rina", "document", new JsonObject { ["id"] = id!.DeepClone(), ["filename"] = "a.pdf" });
        await WaitAsync(http, "rina", m => !Ours(m));
        await Eventually.TrueAsync(
            () => app.ReadAsync(
                async db => (await db.Messages.Where(m => m.Role == MessageRole.Customer).ToListAsync()).Any(
                    m => m.Content.Attachments is { Count: 1 })), "the file");
    }

    [Theory]
    [InlineData(131026, false)]
    [InlineData(131026, true)]
    [InlineData(131047, false)]
    public async Task A_failure_that_was_asked_for_comes_to_the_desk(int code, bool later)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), On);
        using var http = app.Http();
        await http.PostAsJsonAsync("/dev/whatsapp/phone/mood", new { reports = "delivered", failure = code, later }, Token);
        await SayAsync(http, "budi", "lacak paket");
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Bot && m.Delivery == DeliveryStatus.Failed)),
            $"error {code}");
    }

    [Fact]
    public async Task It_refuses_what_Meta_refuses()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), On);
        using var http = app.Http();
        var options = app.Services.GetRequiredService<IOptions<WhatsAppOptions>>().Value;
        var text = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = "+6281234567890",
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = "halo" },
        };
        Assert.Equal((401, 190), await GraphAsync(http, options, text, token: "wrong"));
        // Nobody has written yet: taken, and reported as failed.
        Assert.Equal((200, 0), await GraphAsync(http, options, text));
        await WaitAsync(http, "budi", m => m.GetProperty("state").GetString() == "failed" && m.GetProperty("error").GetInt32() == 131047);
        text["text"]!["body"] = new string('a', 4097);
        Assert.Equal((400, 131009), await GraphAsync(http, options, text));
        text["text"]!["body"] = "halo";
        text["to"] = "+10000000";
        Assert.Equal((400, 131026), await GraphAsync(http, options, text));
        var template = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = "+6281234567890",
            ["type"] = "template",
            ["template"] = new JsonObject { ["name"] = "promo_akhir_tahun", ["language"] = new JsonObject { ["code"] = "id" } },
        };
        Assert.Equal((404, 132001), await GraphAsync(http, options, template));
        Assert.Equal(HttpStatusCode.BadRequest,
            (await http.PostAsJsonAsync(
                "/dev/whatsapp/phone/customers", new { name = "X", phone = "12", username = "" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await SayAsync(http, "nobody", "halo"));
    }

    [Fact]
    public async Task It_knows_its_templates_its_files_and_its_fields()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), On);
        using var http = app.Http();
        var options = app.Services.GetRequiredService<IOptions<WhatsAppOptions>>().Value;
        Assert.Equal((400, 132000),
            await GraphAsync(
                http, options, Template("lanjutkan_percakapan", """[{"type":"body","parameters":[{"type":"text","text":"Budi"}]}]""")));
        Assert.Equal((200, 0),
            await GraphAsync(http, options,
                Template("lanjutkan_percakapan",
                    """[{"type":"body","parameters":[{"type":"text","text":"Budi"},{"type":"text","text":"INV-1"}]}]""")));
        Assert.Equal((400, 131008),
            await GraphAsync(http, options,
                Template("lanjutkan_percakapan",
                    """[{"type":"body","parameters":[{"type":"text","text":""},{"type":"text","text":"INV-1"}]}]""")));
        Assert.Equal((404, 132001), await GraphAsync(http, options, Template("promo_akhir_tahun", "[]")));
        Assert.Equal((400, 132015), await GraphAsync(http, options, Template("promo_terlalu_sering", "[]")));
        Assert.Equal((400, 132000),
            await GraphAsync(http, options,
                Template("janji_temu",
                    """[{"type":"header","parameters":[{"type":"text","text":"Budi"}]},{"type":"body","parameters":[{"type":"text","parameter_name":"tanggal","text":"besok"}]}]""")));
        Assert.Equal((400, 132012), await GraphAsync(http, options, Template("katalog_baru", "[]")));
        var strange = Template("lanjutkan_percakapan", "[]");
        strange["template"]!["colour"] = "red";
        Assert.Equal((400, 100), await GraphAsync(http, options, strange));

        using var gif = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent("image/gif"), "type" },
            { Bytes("GIF89a"u8.ToArray(), "image/gif"), "file", "a.gif" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/dev/whatsapp/graph/v26.0/{options.PhoneNumberId}/media")
        {
            Content = gif,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        using var answer = await http.SendAsync(request, Token);
        Assert.Equal(100, (int)(await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["error"]!["code"]!);
    }

    [Fact]
    public async Task Nobody_elsewhere_sees_it()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), On);
        using var http = app.Http();
        foreach (var path in Paths[..5])
            Assert.Equal(HttpStatusCode.OK, await GetAsync(http, path));
        foreach (var path in Paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, path, r => r.Headers.Add("X-Forwarded-For", "203.0.113.9")));
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, path, r => r.Headers.Host = "evil.example"));
            foreach (var site in new[] { "cross-site", "same-site", "anything" })
                Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, path, r => r.Headers.Add("Sec-Fetch-Site", site)));
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, path, r => r.Headers.Add("X-Real-IP", "203.0.113.9")));
        }
    }

    [Fact]
    public async Task Where_a_number_is_set_or_it_is_not_wanted_it_is_not_there()
    {
        await using var graph = await FakeGraph.StartAsync();
        foreach (var settings in new[] { new(graph.Settings) { ["Channels:WhatsApp:Simulator"] = "true" },
            new Dictionary<string, string?>() })
        {
            await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), settings);
            using var http = app.Http();
            foreach (var path in Paths)
                Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, path));
        }
    }

    [Fact]
    public async Task In_production_it_is_not_there()
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-sim-").FullName;
        try
        {
            await using var app = await CxBotProcess.StartAsync(folder, KnowledgeFiles.Shop(), On);
            using var http = new HttpClient { BaseAddress = app.Address };
            foreach (var path in Paths.Append("/channels/whatsapp/webhook"))
                Assert.Equal(HttpStatusCode.NotFound, await GetAsync(http, path));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonObject Template(string name, string components) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["to"] = "+6281234567890",
        ["type"] = "template",
        ["template"] = new JsonObject
        {
            ["name"] = name,
            ["language"] = new JsonObject { ["code"] = "id" },
            ["components"] = JsonNode.Parse(components),
        },
    };

    private static bool Ours(JsonElement message) => message.GetProperty("fromCustomer").GetBoolean();

    private static string Said(JsonElement message) => message.GetProperty("content").GetRawText();

    private static Task<HttpStatusCode> SayAsync(HttpClient http, string customer, string text) =>
        SendAsync(http, customer, "text", new JsonObject { ["body"] = text });

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, string customer, string type, JsonObject content)
    {
        using var answer = await http.PostAsJsonAsync(
            "/dev/whatsapp/phone/messages", new { customer, type, content, quoted = (string?)null, hoursAgo = 0 }, Token);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> WaitAsync(HttpClient http, string customer, Func<JsonElement, bool> fits)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(async () =>
        {
            var view = await http.GetFromJsonAsync<JsonElement>($"/dev/whatsapp/phone/view?customer={customer}", Token);
            found = view.GetProperty("messages").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(m => fits(m!.Value));
            return found is not null;
        }, "a message on the phone");
        return found!.Value;
    }

    private static async Task<(int Status, int Code)> GraphAsync(
        HttpClient http, WhatsAppOptions options, JsonObject body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/dev/whatsapp/graph/v26.0/{options.PhoneNumberId}/messages")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? options.AccessToken);
        using var answer = await http.SendAsync(request, Token);
        var said = await answer.Content.ReadFromJsonAsync<JsonObject>(Token);
        return ((int)answer.StatusCode, (int?)said!["error"]?["code"] ?? 0);
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient http, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change?.Invoke(request);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return answer.StatusCode;
    }

    private static ByteArrayContent Bytes(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }
}
