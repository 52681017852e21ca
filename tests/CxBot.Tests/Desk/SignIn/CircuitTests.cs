using System.Net;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk.SignIn;

/// <summary>The connection of an open page: whose it is, and how long.</summary>
public sealed class CircuitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://www.127.0.0.1.example")]
    [InlineData("http://www.localhost")]
    [InlineData("https://127.0.0.1")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_page_of_another_origin_opens_no_connection_with_an_agents_cookie(string? origin)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var browser = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        var (socket, status) = await browser.ConnectAsync(origin);
        using (socket)
            Assert.Equal((false, HttpStatusCode.Forbidden), (socket is not null, status));
    }

    [Fact]
    public async Task Another_port_of_this_machine_is_another_origin_and_each_way_in_looks()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var browser = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        var (socket, _) = await browser.ConnectAsync(app.Address.GetLeftPart(UriPartial.Authority));
        using (socket)
            Assert.NotNull(socket);
        var (foreign, status) = await browser.ConnectAsync($"http://127.0.0.1:{app.Address.Port + 1}");
        using (foreign)
            Assert.Equal(HttpStatusCode.Forbidden, status);

        using var http = app.Http();
        http.DefaultRequestHeaders.Add("Cookie", browser.CookieHeader);
        foreach (var (method, origin, site, expected) in new (HttpMethod, string?, string?, HttpStatusCode)[]
        {
            (HttpMethod.Post, "https://www.example", null, HttpStatusCode.Forbidden),
            (HttpMethod.Post, null, null, HttpStatusCode.Forbidden),
            (HttpMethod.Delete, null, null, HttpStatusCode.Forbidden), (HttpMethod.Get, null, "same-site", HttpStatusCode.Forbidden),
            (HttpMethod.Post, app.Address.GetLeftPart(UriPartial.Authority), "same-origin", HttpStatusCode.OK),
        })
        {
            using var request = new HttpRequestMessage(method, "/_blazor/negotiate?negotiateVersion=1");
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            if (site is not null)
                request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await http.SendAsync(request, Token);
            Assert.Equal((method, origin, site, expected), (method, origin, site, answer.StatusCode));
        }
    }

    [Fact]
    public async Task One_persons_page_shows_nothing_on_anothers_connection()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var agent = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        using var administrator = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Budi", AgentRoles.Administrator));
        var markers = await agent.MarkersAsync("/desk/agents");
        if (markers.Count == 0)
            markers = await agent.MarkersAsync("/desk/queue");

        await using (var own = await DeskConnection.StartAsync(
            app, administrator, "/desk/agents", await administrator.MarkersAsync("/desk/agents")))
            await own.HearsAsync("sari@example.test");

        await using var stolen = await DeskConnection.StartAsync(app, administrator, "/desk/agents", markers);
        await stolen.HearsAsync("desk/sign-in");
        Assert.DoesNotContain("sari@example.test", stolen.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("waiting-count", stolen.Heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("password")]
    [InlineData("disable")]
    [InlineData("role")]
    public async Task An_open_page_ends_within_five_seconds(string how)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var here = await DeskBrowser.SignedInAsync(app, sari);
        using var elsewhere = await DeskBrowser.SignedInAsync(app, sari);
        await using var open = await DeskConnection.StartAsync(app, elsewhere, "/desk/queue", await elsewhere.MarkersAsync("/desk/queue"));
        await open.HearsAsync("waiting-count");
        Assert.DoesNotContain("desk/sign-in", open.Heard, StringComparison.Ordinal);

        var accounts = app.Services.GetRequiredService<AgentAccounts>();
        switch (how)
        {
            case "sign-out": (await here.SignOutAsync()).Dispose(); break;
            case "password":
                (await here.SendAsync(
                "/desk/password", "password", ("Old", DeskBrowser.Password), ("New", "jendela biru tetangga"))).Dispose(); break;
            case "disable": Assert.Null(await accounts.DisableAsync(AuditActor.CommandLine, sari.Id, Token)); break;
            default: Assert.Null(await accounts.SetRoleAsync(AuditActor.CommandLine, sari.Id, AgentRoles.Administrator, Token)); break;
        }
        await open.HearsAsync("desk/sign-in", seconds: 5);
    }
}
