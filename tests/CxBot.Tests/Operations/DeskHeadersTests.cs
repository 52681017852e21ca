using System.Net;
using System.Text.RegularExpressions;
using CxBot.Agents;
using CxBot.Tests.Testing;
using CxBot.Web.Operations.Network;
using Microsoft.Extensions.Primitives;

namespace CxBot.Tests.Operations;

/// <summary>What browsers are told about the desk's pages, as they are really sent.</summary>
public sealed partial class DeskHeadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_of_the_desk_comes_with_a_policy_that_lets_no_foreign_script_or_frame_in()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var stranger = new DeskBrowser(app);
        using var administrator = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari", AgentRoles.Administrator));
        foreach (var path in new[] { "/desk/sign-in", "/desk/sign-in/code", "/desk/setup", "/desk/welcome" })
            await IsGuardedAsync(stranger, path, live: false);
        foreach (var path in new[] { "/desk/password", "/desk/two-factor" })
            await IsGuardedAsync(administrator, path, live: false);
        foreach (var path in new[] { "/desk", "/desk/queue", "/desk/agents", "/desk/evaluation", "/desk/profile", "/desk/all" })
            await IsGuardedAsync(administrator, path, live: true);
    }

    private static async Task IsGuardedAsync(DeskBrowser browser, string path, bool live)
    {
        using var answer = await browser.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'; base-uri 'self'; form-action 'self'", policy, StringComparison.Ordinal);
        var nonce = Nonce().Match(policy).Groups[1].Value;
        // Of a redirect there is nothing to run.
        Assert.Equal((path, live), (path, nonce.Length > 0));
        if (!live)
            Assert.Contains("script-src 'none'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.All(Script().Matches(page),
            script => Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(script.Value), StringComparison.Ordinal));
        Assert.Equal(live, Script().IsMatch(page));
    }

    [Fact]
    public async Task Each_answer_has_a_nonce_of_its_own()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var sari = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        var seen = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await sari.GetAsync("/desk/queue");
            seen.Add(Nonce().Match(answer.Headers.GetValues("Content-Security-Policy").Single()).Groups[1].Value);
        }
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Behind_known_tls_cookies_belong_to_this_host_alone_and_browsers_stay_on_tls()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new() { ["Operations:KnownProxies:0"] = "127.0.0.1", ["Operations:PublicUrl"] = "https://chat.shop.example" });
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = app.Address,
        };
        async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? cookies, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Host = "chat.shop.example";
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "198.51.100.4");
            if (cookies is not null)
                request.Headers.Add("Cookie", cookies);
            return await http.SendAsync(request, Token);
        }

        using var page = await AskAsync(HttpMethod.Get, "/desk/sign-in", null);
        Assert.Equal("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single());
        var form = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^__Host-cxbot\\.form=.*; path=/; secure$", form);
        var token = AntiforgeryToken().Match(await page.Content.ReadAsStringAsync(Token)).Groups[1].Value;
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["_handler"] = "sign-in",
                ["Email"] = sari.Email!,
                ["Password"] = DeskBrowser.Password,
            });
        using var entered = await AskAsync(HttpMethod.Post, "/desk/sign-in", form.Split(';')[0], content);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var desk = entered.Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("__Host-cxbot.desk=", StringComparison.Ordinal));
        Assert.Matches("(?i)httponly.*; path=/; secure$", desk);

        using (var inside = await AskAsync(HttpMethod.Get, "/desk/queue", desk.Split(';')[0]))
            Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        // What a sister host may have planted, or was got without TLS.
        using var plain = await AskAsync(HttpMethod.Get, "/desk/queue", desk.Split(';')[0]["__Host-".Length..]);
        Assert.Equal(HttpStatusCode.Redirect, plain.StatusCode);
    }

    [Fact]
    public async Task Without_tls_on_this_machine_everything_works_with_plain_names()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var sari = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        Assert.Contains("cxbot.desk=", sari.CookieHeader, StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-", sari.CookieHeader, StringComparison.Ordinal);
        using var page = await sari.GetAsync("/desk/queue");
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("a=1; cxbot.desk=planted; __Host-cxbot.desk=ours; __Host-other=2", "a=1; cxbot.desk=ours; __Host-other=2")]
    [InlineData("cxbot.deskC1=planted", "")]
    public void On_tls_only_the_hosts_own_cookies_are_believed(string sent, string believed) =>
        Assert.Equal(believed, HostCookies.Received(new StringValues(sent)));

    [Theory]
    [InlineData("cxbot.desk=x; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; samesite=lax; httponly",
        "__Host-cxbot.desk=x; expires=Thu, 01 Jan 1970 00:00:00 GMT; samesite=lax; httponly; path=/; secure")]
    [InlineData("desk-language=en; path=/desk", "desk-language=en; path=/desk")]
    public void On_tls_our_cookies_leave_under_the_hosts_name(string set, string sent) => Assert.Equal(sent, HostCookies.Sent(set));

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
