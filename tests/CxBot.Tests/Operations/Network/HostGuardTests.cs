using System.Net;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Operations.Network;

/// <summary>A request's <c>Host</c> is believed only where it is this server's own.</summary>
public sealed class HostGuardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nothing_is_set_only_this_machines_names_are_answered()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        foreach (var host in new[] { "localhost:5080", "127.0.0.1", "[::1]:5080" })
            Assert.Equal((host, HttpStatusCode.OK), (host, (await AskAsync(app, "/desk/sign-in", host)).Status));
        var (status, said) = await AskAsync(app, "/desk", "evil.example");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Operations:PublicUrl", said, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await AskAsync(app, "/widget/session", "evil.example", HttpMethod.Post, "https://evil.example")).Status);
        // Whoever looks whether it lives knows it by a number.
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/health/live", "10.1.2.3:5080")).Status);
    }

    [Fact]
    public async Task Where_an_address_is_set_it_is_answered_with_those_that_are_listed_and_with_this_machine()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new()
            {
                ["Operations:PublicUrl"] = "https://chat.shop.example",
                ["Operations:Hosts:0"] = "desk.shop.example",
                ["Operations:Hosts:1"] = "*.inside.example"
            });
        foreach (var (host, expected) in new[]
        {
            ("chat.shop.example", HttpStatusCode.OK), ("CHAT.shop.example:443", HttpStatusCode.OK),
            ("desk.shop.example", HttpStatusCode.OK), ("a.inside.example", HttpStatusCode.OK), ("localhost", HttpStatusCode.OK),
            ("www.shop.example", HttpStatusCode.BadRequest), ("inside.example", HttpStatusCode.BadRequest),
            ("chat.shop.example.evil.example", HttpStatusCode.BadRequest), ("evil.example", HttpStatusCode.BadRequest),
        })
            Assert.Equal((host, expected), (host, (await AskAsync(app, "/desk/sign-in", host)).Status));
    }

    [Fact]
    public async Task From_outside_this_machines_names_are_nobodys_where_an_address_is_set()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new() { ["Operations:PublicUrl"] = "https://chat.shop.example", ["Operations:KnownProxies:0"] = "127.0.0.1" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk/sign-in");
        request.Headers.Host = "localhost";
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var http = app.Http();
        using var answer = await http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_has_something_in_front_that_looks_may_take_any_name()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Operations:Hosts:0"] = "*" });
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/desk/sign-in", "anything.example")).Status);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused_at_the_start()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Operations:Hosts:0"] = "https://chat.shop.example" }));
        Assert.Contains("without https://", refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Said)> AskAsync(
        CxBotApp app, string path, string host, HttpMethod? method = null, string? origin = null)
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await http.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
