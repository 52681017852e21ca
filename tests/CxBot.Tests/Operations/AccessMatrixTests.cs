using System.Net.Http.Headers;
using System.Text;
using CxBot.Agents;
using CxBot.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Operations;

/// <summary>Every way in over HTTP, and what each kind of caller gets there. A way in without a row fails, and so does a row without a way in.</summary>
public sealed class AccessMatrixTests
{
    /// <summary>Six callers: nobody; the customer of the conversation; another customer; an agent; an administrator; an agent who was disabled after signing in.</summary>
    private const string Matrix = """
        """;

    private const string Password = "a boat on a quiet river 7";

    [Fact]
    public async Task Every_way_in_answers_each_caller_as_the_matrix_says()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(settings: new()
        {
            ["Channels:DirectLine:Secret"] = "a secret of these tests that is long enough",
            ["Channels:BotService:AppId"] = "00000000-0000-0000-0000-000000000001",
            ["Channels:BotService:AppPassword"] = "not a password of anybody's",
            ["Channels:BotService:TenantId"] = "00000000-0000-0000-0000-000000000002",
            ["Channels:WhatsApp:Simulator"] = "true",
        });
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await using var foreign = await DirectLineCustomer.StartAsync(app);
        using var nobody = app.Http();
        using var owner = WithToken(app, customer.Token);
        using var stranger = WithToken(app, foreign.Token);
        using var agent = await SignInAsync(app, "agent@example.test", AgentRoles.Agent);
        using var administrator = await SignInAsync(app, "administrator@example.test", AgentRoles.Administrator);
        using var disabled = await SignInAsync(app, "disabled@example.test", AgentRoles.Agent);
        await DisableAsync(app, "disabled@example.test");

        var seen = new StringBuilder();
        foreach (var (method, route) in WaysIn(app))
        {
            seen.Append($"{method,-6} {route,-60}");
            foreach (var caller in new[] { nobody, owner, stranger, agent.Http, administrator.Http, disabled.Http })
                seen.Append(' ').Append(await AskAsync(caller, method, route, customer.ConversationId));
            seen.AppendLine();
        }
        Assert.Equal(Matrix.ReplaceLineEndings("\n").Trim(), seen.ToString().ReplaceLineEndings("\n").Trim());
    }

    private static IEnumerable<(string Method, string Route)> WaysIn(CxBotApp app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        // Files that anybody may have.
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"])
            .Select(method => (Method: method, Route: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
        .Where(way => way.Method is not "OPTIONS")
        .Distinct()
        .OrderBy(way => way.Route, StringComparer.Ordinal).ThenBy(way => way.Method, StringComparer.Ordinal);

    private static async Task<int> AskAsync(HttpClient caller, string method, string route, string conversation)
    {
        var path = string.Join('/', route.Split('/').Select(part => part switch
        {
            "{conversationId}" => conversation,
            "{language}" => "en",
            "{documentName}.json" => "v1.json",
            _ when part.StartsWith('{') => "x",
            _ => part,
        }));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "HEAD")) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }

    private static HttpClient WithToken(CxBotApp app, string token)
    {
        var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<DeskBrowser> SignInAsync(CxBotApp app, string email, string role)
    {
        var made = await app.Services.GetRequiredService<AgentAccounts>().CreateAsync(email, "Somebody", role, Password, TestContext.Current.CancellationToken);
        Assert.Null(made.Problem);
        return await DeskBrowser.SignInAsync(app, email, Password);
    }

    private static async Task DisableAsync(CxBotApp app, string email)
    {
        var accounts = app.Services.GetRequiredService<AgentAccounts>();
        var agent = (await accounts.ListAsync(TestContext.Current.CancellationToken)).Single(listed => listed.Agent.Email == email).Agent;
        Assert.Null(await accounts.DisableAsync(agent.Id, TestContext.Current.CancellationToken));
    }
}
