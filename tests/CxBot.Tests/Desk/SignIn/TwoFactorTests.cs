using System.Net;
using System.Text.RegularExpressions;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk.SignIn;

/// <summary>The second step: set up, taken, lost, demanded.</summary>
public sealed partial class TwoFactorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_sets_up_a_second_step_signs_in_with_it_and_once_with_each_recovery_code()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = await DeskBrowser.SignedInAsync(app, sari);
        var (key, codes) = await SetUpAsync(browser);
        Assert.Equal(10, codes.Count);
        // The session in which it was set up goes on.
        using (var page = await browser.GetAsync("/desk/queue"))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        // Nothing of the codes can be read in the database.
        var stored = await app.ReadAsync(
            db => db.UserTokens.Where(token => token.Name == "RecoveryCodes").Select(token => token.Value!).SingleAsync(Token));
        Assert.DoesNotContain(codes,
            code => stored.Contains(code, StringComparison.OrdinalIgnoreCase)
                || stored.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

        using (var passwordAlone = new DeskBrowser(app))
        {
            using var first = await passwordAlone.SignInAsync(sari.Email!, DeskBrowser.Password);
            Assert.StartsWith("/desk/sign-in/code", DeskBrowser.LeadsTo(first), StringComparison.Ordinal);
            using var desk = await passwordAlone.GetAsync("/desk/queue");
            Assert.Equal(HttpStatusCode.Redirect, desk.StatusCode);
            using var wrong = await passwordAlone.SendAsync("/desk/sign-in/code", "second-step", ("Code", "000000"));
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
            var now = Totp.Now(key);
            Assert.Equal("/desk", await StepAsync(passwordAlone, now));
            // Looked over the shoulder: the same digits within their half minute.
            using var thief = new DeskBrowser(app);
            (await thief.SignInAsync(sari.Email!, DeskBrowser.Password)).Dispose();
            Assert.Null(await StepAsync(thief, now));
        }
        using var lost = new DeskBrowser(app);
        (await lost.SignInAsync(sari.Email!, DeskBrowser.Password)).Dispose();
        Assert.Equal("/desk", await StepAsync(lost, codes[3].ToLowerInvariant()));
        using var again = new DeskBrowser(app);
        (await again.SignInAsync(sari.Email!, DeskBrowser.Password)).Dispose();
        Assert.Null(await StepAsync(again, codes[3]));
    }

    [Fact]
    public async Task Five_wrong_codes_stop_the_guessing_and_nobody_without_the_password_comes_so_far()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var own = await DeskBrowser.SignedInAsync(app, sari);
        var (key, _) = await SetUpAsync(own);
        using var stranger = new DeskBrowser(app);
        using (var page = await stranger.GetAsync("/desk/sign-in/code"))
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        (await stranger.SignInAsync(sari.Email!, DeskBrowser.Password)).Dispose();
        for (var i = 0; i < 5; i++)
            Assert.Null(await StepAsync(stranger, "000000"));
        Assert.Null(await StepAsync(stranger, Totp.Now(key)));
    }

    [Fact]
    public async Task An_administrator_of_whom_it_is_demanded_comes_no_further_than_to_set_it_up()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Desk:RequireTwoFactor"] = "Administrators" });
        using var agent = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        using (var page = await agent.GetAsync("/desk/queue"))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        using var administrator = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Budi", AgentRoles.Administrator));
        foreach (var path in new[] { "/desk/queue", "/desk/agents", "/desk/evaluation/questions.jsonl" })
        {
            using var refused = await administrator.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, "/desk/two-factor"), (refused.StatusCode, DeskBrowser.LeadsTo(refused)));
        }
        var (socket, status) = await administrator.ConnectAsync(app.Address.GetLeftPart(UriPartial.Authority));
        using (socket)
            Assert.NotEqual(HttpStatusCode.SwitchingProtocols, status);

        await SetUpAsync(administrator);
        using var agents = await administrator.GetAsync("/desk/agents");
        Assert.Equal(HttpStatusCode.OK, agents.StatusCode);
    }

    [Fact]
    public async Task A_password_link_does_not_lead_around_the_second_step()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using (var browser = await DeskBrowser.SignedInAsync(app, sari))
            await SetUpAsync(browser);
        var code = await app.Services.GetRequiredService<AgentPasswords>().LinkCodeAsync(AuditActor.CommandLine, sari.Id, Token);
        using var other = new DeskBrowser(app);
        using var set = await other.SendAsync(
            "/" + CxBot.Web.Desk.SignIn.DeskLinks.Welcome(sari.Id, code!), "welcome", ("Password", "jendela biru tetangga"));
        Assert.StartsWith("/desk/sign-in/code", DeskBrowser.LeadsTo(set), StringComparison.Ordinal);
        using var desk = await other.GetAsync("/desk/queue");
        Assert.Equal(HttpStatusCode.Redirect, desk.StatusCode);
    }

    [Fact]
    public async Task It_is_turned_off_by_its_agent_with_the_password_and_by_the_command_without()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = await DeskBrowser.SignedInAsync(app, sari);
        await SetUpAsync(browser);
        (await browser.SendAsync("/desk/two-factor", "turn-off", ("OffPassword", "salah semua ini"))).Dispose();
        Assert.True(await IsOnAsync(app, sari));
        (await browser.SendAsync("/desk/two-factor", "turn-off", ("OffPassword", DeskBrowser.Password))).Dispose();
        Assert.False(await IsOnAsync(app, sari));

        await SetUpAsync(browser);
        Assert.Equal(0, (await Shell.RunAsync(app.Services, "", "agent", "reset-two-factor", "--email", "SARI@example.test")).Code);
        Assert.False(await IsOnAsync(app, sari));
        Assert.Equal([AuditActs.TwoFactorOn, AuditActs.TwoFactorOff, AuditActs.TwoFactorOn, AuditActs.TwoFactorOff],
            await app.ReadAsync(
                db => db.AuditEntries.Where(e => e.Act.StartsWith("two-factor")).OrderBy(e => e.Id).Select(e => e.Act).ToListAsync(Token)));
    }

    private static Task<bool> IsOnAsync(CxBotApp app, Agent agent) =>
        app.ReadAsync(db => db.Users.Where(a => a.Id == agent.Id).Select(a => a.TwoFactorEnabled).SingleAsync(Token));

    private static async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAsync(DeskBrowser browser)
    {
        var key = Key().Match(await browser.PageAsync("/desk/two-factor")).Groups[1].Value;
        using var done = await browser.SendAsync("/desk/two-factor", "turn-on", ("Code", Totp.Now(key)));
        return (key, [.. RecoveryCode().Matches(await done.Content.ReadAsStringAsync(Token)).Select(match => match.Groups[1].Value)]);
    }

    /// <returns>Where it leads; null where it was refused.</returns>
    private static async Task<string?> StepAsync(DeskBrowser browser, string code)
    {
        using var answer = await browser.SendAsync("/desk/sign-in/code", "second-step", ("Code", code));
        return DeskBrowser.LeadsTo(answer);
    }

    [GeneratedRegex("data-testid=\"two-factor-key\">([A-Z2-7 ]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>([A-Z2-9]{5}-[A-Z2-9]{5})</code>")]
    private static partial Regex RecoveryCode();
}
