using System.Net.Http.Headers;
using System.Text;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Operations;

/// <summary>Every way in, and what each kind of caller gets there. A new one without a row fails.</summary>
/// <remarks>The callers: nobody; a customer on their own conversation; another customer on it; an agent; an administrator; an agent who was
/// disabled while signed in.</remarks>
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

    /// <summary>Beside this class, so that it can be read and changed as a table.</summary>
    private static IEnumerable<(string Route, string Address, string Answers)> Rows() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "tests", "CxBot.Tests", "Operations", "AccessMatrix.txt"))
        where line.Length > 0 && line[0] != '#'
        let cells = line.Split(" | ")
        select (cells[0], cells[1], string.Join(' ', cells[2..]));

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
        var rows = Rows().ToDictionary(row => row.Route);
        Assert.True(routes.SetEquals(rows.Keys),
            $"Without a row: {string.Join(", ", routes.Except(rows.Keys).Order())}. Of nothing: "
            + $"{string.Join(", ", rows.Keys.Except(routes).Order())}.");

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = app.Address,
        };
        (string? Bearer, string? Cookies)[] proofs = [(null, null), (customer.Token, null), (foreign.Token, null),
            (null, agent.CookieHeader), (null, administrator.CookieHeader), (null, disabled.CookieHeader)];
        var wrong = new List<string>();
        foreach (var (route, address, answers) in rows.Values)
        {
            var got = new List<int>();
            foreach (var (bearer, cookies) in proofs)
            {
                var asked = address.Replace("{c}", customer.ConversationId.Value, StringComparison.Ordinal).Split(' ');
                using var request = new HttpRequestMessage(new HttpMethod(asked.Length > 1 ? asked[0] : "GET"), asked[^1]);
                if (request.Method == HttpMethod.Post)
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                request.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
                request.Headers.Accept.ParseAdd("text/html");
                if (bearer is not null)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
                if (cookies is not null)
                    request.Headers.Add("Cookie", cookies);
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
                got.Add((int)answer.StatusCode);
            }
            var said = string.Join(' ', got);
            if (said != answers)
                wrong.Add($"{route}: {said}, not {answers}");
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
