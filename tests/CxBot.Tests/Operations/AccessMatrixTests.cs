using System.Net.Http.Headers;
using System.Text;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Operations;

/// <summary>Every way in, and what each kind of caller gets there. A new one without a row fails.</summary>
/// <remarks>The callers: nobody; a customer on their own conversation; another customer on it; an agent; an administrator; an agent who was disabled while signed in.</remarks>
public sealed class AccessMatrixTests
{
    private static readonly string[] Callers = ["nobody", "customer", "foreign customer", "agent", "administrator", "disabled agent"];

    private static readonly Dictionary<string, string?> EverythingOn = new()
    {
        ["Channels:DirectLine:Secret"] = "a secret of the matrix that is long enough",
        ["Channels:BotService:AppId"] = "00000000-0000-0000-0000-000000000001",
        ["Channels:BotService:AppPassword"] = "a password of nobody",
        ["Channels:WhatsApp:AppSecret"] = "0123456789abcdef0123456789abcdef",
        ["Channels:WhatsApp:VerifyToken"] = "a verify token",
        ["Channels:WhatsApp:AccessToken"] = "an access token",
        ["Channels:WhatsApp:PhoneNumberId"] = "1234567890",
    };

    /// <summary>Route, an address of it (<c>{c}</c> is the customer's conversation), and the answers by caller. A page of the desk that shows the sign-in page answers 302.</summary>
    private static readonly (string Route, string Address, string Answers)[] Rows =
    [
        // For everyone.
        ("GET /health/live", "/health/live", "200 200 200 200 200 200"),
        ("GET /health/ready", "/health/ready", "200 200 200 200 200 200"),
        ("GET /metrics", "/metrics", "200 200 200 200 200 200"),
        ("GET /openapi/{documentName}.json", "/openapi/v1.json", "200 200 200 200 200 200"),
        ("GET /media/agent/{id}", "/media/agent/nothing", "404 404 404 404 404 404"),
        ("GET /media/{id}", "/media/nothing", "404 404 404 404 404 404"),
        ("POST /widget/session", "/widget/session", "200 200 200 200 200 200"),

        // Machines that prove themselves by a signature or a token of their own.
        ("GET /channels/whatsapp/webhook", "/channels/whatsapp/webhook", "403 403 403 403 403 403"),
        ("POST /channels/whatsapp/webhook", "/channels/whatsapp/webhook", "401 401 401 401 401 401"),
        ("POST /api/messages", "/api/messages", "401 401 401 401 401 401"),
        ("POST /v3/directline/tokens/generate", "/v3/directline/tokens/generate", "403 403 403 403 403 403"),

        // Customers, each in their own conversation.
        ("POST /v3/directline/tokens/refresh", "/v3/directline/tokens/refresh", "403 200 200 403 403 403"),
        ("POST /v3/directline/conversations", "/v3/directline/conversations", "403 200 200 403 403 403"),
        ("GET /v3/directline/conversations/{conversationId}", "/v3/directline/conversations/{c}", "403 200 404 403 403 403"),
        ("GET /v3/directline/conversations/{conversationId}/activities", "/v3/directline/conversations/{c}/activities", "403 200 404 403 403 403"),
        ("POST /v3/directline/conversations/{conversationId}/activities", "/v3/directline/conversations/{c}/activities", "403 400 404 403 403 403"),
        ("POST /v3/directline/conversations/{conversationId}/upload", "/v3/directline/conversations/{c}/upload", "403 400 404 403 403 403"),
        ("GET /v3/directline/conversations/{conversationId}/stream", "/v3/directline/conversations/{c}/stream", "400 400 400 400 400 400"),
        ("POST /widget/conversations/{conversationId}/whatsapp", "/widget/conversations/{c}/whatsapp", "403 404 404 403 403 403"),

        // The way in to the desk.
        ("* /desk/sign-in", "/desk/sign-in", "200 200 200 302 302 200"),
        ("* /desk/sign-in/code", "/desk/sign-in/code", "302 302 302 302 302 302"),
        ("* /desk/setup", "/desk/setup", "404 404 404 404 404 404"),
        ("* /desk/welcome", "/desk/welcome", "404 404 404 404 404 404"),
        ("* /desk/two-factor", "/desk/two-factor", "302 302 302 200 200 302"),
        ("POST /desk/sign-out", "/desk/sign-out", "302 302 302 302 302 302"),
        ("GET /desk/language/{language}", "/desk/language/en", "302 302 302 302 302 302"),

        // Agents.
        ("* /desk", "/desk", "302 302 302 200 200 302"),
        ("* /desk/queue", "/desk/queue", "302 302 302 200 200 302"),
        ("* /desk/queue/{Id}", "/desk/queue/{c}", "302 302 302 200 200 302"),
        ("* /desk/mine", "/desk/mine", "302 302 302 200 200 302"),
        ("* /desk/mine/{Id}", "/desk/mine/{c}", "302 302 302 200 200 302"),
        ("* /desk/all", "/desk/all", "302 302 302 200 200 302"),
        ("* /desk/all/{Id}", "/desk/all/{c}", "302 302 302 200 200 302"),
        ("* /desk/profile", "/desk/profile", "302 302 302 200 200 302"),
        ("* /desk/password", "/desk/password", "302 302 302 200 200 302"),
        ("* /desk/not-found", "/desk/not-found", "302 302 302 404 404 302"),
        ("* /_blazor", "/_blazor", "401 401 401 400 400 401"),
        ("POST /_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", "401 401 401 200 200 401"),
        ("* /_blazor/disconnect/", "/_blazor/disconnect/", "401 401 401 400 400 401"),
        ("* /_blazor/initializers/", "/_blazor/initializers/", "401 401 401 200 200 401"),

        // Administrators.
        ("* /desk/agents", "/desk/agents", "302 302 302 302 200 302"),
        ("* /desk/evaluation", "/desk/evaluation", "302 302 302 302 200 302"),
        ("* /desk/evaluation/{Section}", "/desk/evaluation/set", "302 302 302 302 200 302"),
        ("GET /desk/evaluation/questions.jsonl", "/desk/evaluation/questions.jsonl", "302 302 302 302 404 302"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_way_in_answers_each_caller_as_its_row_says()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), EverythingOn);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await using var foreign = await DirectLineCustomer.StartAsync(app);
        using var agent = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        using var administrator = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Budi", AgentRoles.Administrator));
        var gone = await DeskBrowser.HireAsync(app, "Dewi");
        using var disabled = await DeskBrowser.SignedInAsync(app, gone);
        Assert.Null(await app.Services.GetRequiredService<AgentAccounts>().DisableAsync(AuditActor.CommandLine, gone.Id, Token));

        var routes = Routes(app).ToHashSet(StringComparer.Ordinal);
        var rows = Rows.ToDictionary(row => row.Route);
        Assert.True(routes.SetEquals(rows.Keys), $"Without a row: {string.Join(", ", routes.Except(rows.Keys).Order())}. Of nothing: {string.Join(", ", rows.Keys.Except(routes).Order())}.");

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        (string? Bearer, string? Cookies)[] proofs = [(null, null), (customer.Token, null), (foreign.Token, null), (null, agent.CookieHeader), (null, administrator.CookieHeader), (null, disabled.CookieHeader)];
        var wrong = new List<string>();
        foreach (var (route, address, answers) in Rows)
        {
            var got = new List<int>();
            foreach (var (bearer, cookies) in proofs)
            {
                using var request = new HttpRequestMessage(route.StartsWith("POST", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, address.Replace("{c}", customer.ConversationId, StringComparison.Ordinal));
                if (request.Method == HttpMethod.Post) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                request.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
                request.Headers.Accept.ParseAdd("text/html");
                if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
                if (cookies is not null) request.Headers.Add("Cookie", cookies);
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
                got.Add((int)answer.StatusCode);
            }
            var said = string.Join(' ', got);
            if (said != answers) wrong.Add($"{route}: {said}, not {answers}");
        }
        Assert.True(wrong.Count == 0, $"{string.Join(" | ", Callers)}\n{string.Join('\n', wrong)}");
    }

    /// <summary>All endpoints but files of our own, as <c>METHOD route</c>; <c>*</c> where any method comes in.</summary>
    private static IEnumerable<string> Routes(CxBotApp app) =>
        from endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where !endpoint.Metadata.Any(one => one.GetType().Name is "StaticAssetDescriptor" or "BuildAssetMetadata")
        let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        from method in methods.Count == 1 ? methods : ["*"]
        select $"{method} {route}";
}
