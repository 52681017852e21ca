using System.Net;
using CxBot.Accounts;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk.SignIn;

/// <summary>What a cookie is good for, and how long.</summary>
public sealed class SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_copy_of_the_cookie_is_refused_at_once_after_sign_out()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = await DeskBrowser.SignedInAsync(app, sari);
        using var elsewhere = await DeskBrowser.SignedInAsync(app, sari);
        var kept = browser.CookieHeader;
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(app, kept));

        using (var left = await browser.SignOutAsync())
            Assert.Equal("/desk/sign-in", DeskBrowser.LeadsTo(left));

        Assert.Equal(HttpStatusCode.Redirect, await DeskAsync(app, kept));
        Assert.Equal(HttpStatusCode.Redirect, await DeskAsync(app, elsewhere.CookieHeader));
        // Who signs in again stays in.
        using var again = await DeskBrowser.SignedInAsync(app, sari);
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(app, again.CookieHeader));
    }

    [Fact]
    public async Task A_new_password_ends_every_session_but_the_one_it_was_set_in()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = await DeskBrowser.SignedInAsync(app, sari);
        using var elsewhere = await DeskBrowser.SignedInAsync(app, sari);
        var kept = browser.CookieHeader;
        using var changed = await browser.SendAsync(
            "/desk/password", "password", ("Old", DeskBrowser.Password), ("New", "jendela biru tetangga"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await DeskAsync(app, kept));
        Assert.Equal(HttpStatusCode.Redirect, await DeskAsync(app, elsewhere.CookieHeader));
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(app, browser.CookieHeader));
    }

    [Fact]
    public async Task A_disabled_agents_cookie_is_refused_at_once()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = await DeskBrowser.SignedInAsync(app, sari);
        Assert.Null(await app.Services.GetRequiredService<AgentAccounts>().DisableAsync(AuditActor.CommandLine, sari.Id, Token));
        Assert.Equal(HttpStatusCode.Redirect, await DeskAsync(app, browser.CookieHeader));
    }

    [Fact]
    public async Task A_session_ends_when_it_is_not_used_and_at_last_also_when_it_is()
    {
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop(), new() { ["Desk:SessionLasts"] = "06:00:00", ["Desk:SessionEndsAfter"] = "1.00:00:00" });
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = await DeskBrowser.SignedInAsync(app, sari);
        var unused = browser.CookieHeader;
        for (var hours = 0; hours < 24; hours += 4)
        {
            using var page = await browser.GetAsync("/desk/queue");
            Assert.Equal((hours, HttpStatusCode.OK), (hours, page.StatusCode));
            app.Time.Advance(TimeSpan.FromHours(4));
        }
        Assert.Equal(HttpStatusCode.Redirect, await DeskAsync(app, unused));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var over = await browser.GetAsync("/desk/queue");
        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
    }

    [Theory]
    [InlineData("Desk:SessionEndsAfter", "8.00:00:00", "at most 7 days")]
    [InlineData("Desk:SessionLasts", "00:00:00", "more than 0")]
    public async Task A_session_cannot_be_set_to_last_for_ever(string setting, string value, string said)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { [setting] = value }));
        Assert.Contains(said, refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> DeskAsync(CxBotApp app, string cookies)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = app.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk/queue");
        request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
