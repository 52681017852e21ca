using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CxBot.Agents;

namespace CxBot.Tests.Operations.Network;

/// <summary>The configuration of nginx that owners are given, in front of the real app.</summary>
public sealed partial class NginxTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_nginx_pages_sockets_files_and_the_desk_work_and_a_node_that_is_away_is_told()
    {
        var port = NginxServer.FreePort();
        var name = $"https://chat.shop.example:{port}";
        var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Operations:PublicUrl"] = name,
            ["Operations:KnownProxies:0"] = "127.0.0.1",
        });
        try
        {
            await using var nginx = await NginxServer.StartAsync(
                await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "nginx.conf"), Token), port, app.Address);
            using var handler = nginx.Handler();
            using var http = new HttpClient(handler) { BaseAddress = new Uri(name) };

            using var shop = await http.GetAsync("/", Token);
            Assert.Equal(HttpStatusCode.OK, shop.StatusCode);
            Assert.True(shop.Headers.Contains("Strict-Transport-Security"));
            await SignInAsync(http, await DeskBrowser.HireAsync(app, "Sari"));
            using var circuit = new ClientWebSocket();
            circuit.Options.SetRequestHeader("Origin", name);
            circuit.Options.SetRequestHeader("Cookie", handler.CookieContainer.GetCookieHeader(http.BaseAddress));
            await circuit.ConnectAsync(new Uri($"wss://chat.shop.example:{port}/_blazor"), new HttpMessageInvoker(handler, false), Token);

            await AnsweredAsync(http, handler);
            await app.StopKeepingDataAsync();
            using var away = await http.GetAsync("/", Token);
            Assert.Equal(HttpStatusCode.BadGateway, away.StatusCode);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task SignInAsync(HttpClient http, Agent agent)
    {
        var page = await http.GetStringAsync("/desk/sign-in", Token);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Form().Match(page).Groups[1].Value,
            ["Email"] = agent.Email!,
            ["Password"] = DeskBrowser.Password,
        });
        using var answer = await http.PostAsync("/desk/sign-in", form, Token);
        Assert.Equal((HttpStatusCode.OK, "/desk"), (answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Form();

    /// <summary>A customer's own way: a session, a socket, a file as large as one may be, and an answer on the socket.</summary>
    private static async Task AnsweredAsync(HttpClient http, SocketsHttpHandler handler)
    {
        using var began = await http.PostAsJsonAsync("/widget/session", new { language = "id" }, Token);
        var session = JsonNode.Parse(await began.Content.ReadAsStringAsync(Token))!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["token"]!);
        using var started = await http.PostAsync("/v3/directline/conversations", null, Token);
        var conversation = JsonNode.Parse(await started.Content.ReadAsStringAsync(Token))!;
        var id = (string)conversation["conversationId"]!;
        var stream = new Uri((string)conversation["streamUrl"]!);
        Assert.Equal(("wss", http.BaseAddress!.Authority), (stream.Scheme, stream.Authority));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(stream, new HttpMessageInvoker(handler, false), Token);

        using var said = await http.PostAsJsonAsync($"/v3/directline/conversations/{id}/activities",
            new { type = "message", from = new { id = (string)session["userId"]! }, text = "refund saya kok belum masuk ya?" }, Token);
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        await HeardAsync(socket, "bot");

        using var file = new MultipartFormDataContent();
        var bytes = new byte[16_000_000];
        Encoding.ASCII.GetBytes("%PDF-1.7\n").CopyTo(bytes, 0);
        var part = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/pdf") } };
        file.Add(part, "file", "nota.pdf");
        using var sent = await http.PostAsync($"/v3/directline/conversations/{id}/upload?userId={session["userId"]}", file, Token);
        Assert.True(sent.StatusCode == HttpStatusCode.OK, await sent.Content.ReadAsStringAsync(Token));
    }

    private static async Task HeardAsync(ClientWebSocket socket, string role)
    {
        var buffer = new byte[65_536];
        var heard = new StringBuilder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!heard.ToString().Contains($"\"role\":\"{role}\"", StringComparison.Ordinal))
        {
            var got = await socket.ReceiveAsync(buffer, patience.Token);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
        }
    }
}
