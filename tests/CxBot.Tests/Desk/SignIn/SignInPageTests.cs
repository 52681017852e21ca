using System.Net;
using System.Text.RegularExpressions;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk.SignIn;

/// <summary>What a stranger learns and gains at the sign-in page.</summary>
public sealed partial class SignInPageTests
{
    private static readonly Dictionary<string, string?> Limited = new() { ["RateLimits:Enabled"] = "true" };
    private static readonly Dictionary<string, string?> BehindProxy = new() { ["Operations:KnownProxies:0"] = "127.0.0.1" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/desk/sign-in", "sign-in")]
    [InlineData("/desk/sign-in/code", "second-step")]
    [InlineData("/desk/password", "password")]
    [InlineData("/desk/two-factor", "turn-on")]
    [InlineData("/desk/welcome", "welcome")]
    [InlineData("/desk/setup", "setup")]
    public async Task Every_page_that_takes_a_password_or_a_code_takes_ten_a_minute_from_one_address(string path, string form)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Limited);
        using var browser = new DeskBrowser(app);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 15; i++)
        {
            using var answer = await browser.SendAsync(path, form, ("Email", $"orang{i}@example.test"), ("Password", "salah semua ini"));
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                continue;
            Assert.InRange(int.Parse(answer.Headers.GetValues("Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture),
                1, 60);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Terlalu banyak percobaan", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
        // It fills up by one every six seconds, and a slow machine may take that long.
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(10));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses.Skip(10));
    }

    [Fact]
    public async Task Who_reads_english_is_told_in_english()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new() { ["RateLimits:Enabled"] = "true", ["RateLimits:SignIn:Burst"] = "1", ["RateLimits:SignIn:PerMinute"] = "1" });
        using var browser = new DeskBrowser(app);
        (await browser.GetAsync("/desk/language/en?to=/desk/sign-in")).Dispose();
        (await browser.SignInAsync("a@example.test", "salah semua ini")).Dispose();
        using var held = await browser.SignInAsync("a@example.test", "salah semua ini");
        Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
        Assert.Contains("Too many tries", await held.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_wrong_and_disabled_accounts_are_answered_alike_before_the_right_password()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await DeskBrowser.HireAsync(app, "Sari");
        var budi = await DeskBrowser.HireAsync(app, "Budi");
        var dewi = (await app.Services.GetRequiredService<AgentAccounts>()
            .CreateAsync(AuditActor.CommandLine, "dewi@example.test", "Dewi", AgentRoles.Agent, password: null, Token)).Agent!;
        await app.Services.GetRequiredService<AgentAccounts>().DisableAsync(AuditActor.CommandLine, budi.Id, Token);
        using var browser = new DeskBrowser(app);

        var answers = new Dictionary<string, string>();
        foreach (var email in new[] { "nobody@example.test", "sari@example.test", "budi@example.test", dewi.Email! })
        {
            // Six in a row: where an address must wait, it must for an account that does not exist too.
            var said = new List<string>();
            for (var i = 0; i < 6; i++)
            {
                using var answer = await browser.SignInAsync(email, "salah semua ini");
                said.Add($"{(int)answer.StatusCode} {Error().Match(await answer.Content.ReadAsStringAsync(Token)).Groups[1].Value.Trim()}");
            }
            answers[email] = string.Join('\n', said);
        }
        Assert.Single(answers.Values.Distinct());
        Assert.Contains("tidak cocok", answers["sari@example.test"], StringComparison.Ordinal);

        using var other = new DeskBrowser(app);
        app.Time.Advance(SignInGuard.Wait);
        using var right = await other.SignInAsync("budi@example.test", DeskBrowser.Password);
        Assert.Contains("dinonaktifkan", await right.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_locks_nobody_out()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), BehindProxy);
        await DeskBrowser.HireAsync(app, "Sari");
        using var stranger = new DeskBrowser(app, from: "203.0.113.9");
        for (var i = 0; i < 20; i++)
            (await stranger.SignInAsync("sari@example.test", "salah semua ini")).Dispose();
        // For the stranger even the right one counts for nothing now.
        using (var late = await stranger.SignInAsync("sari@example.test", DeskBrowser.Password))
            Assert.Contains("Tunggu 5 menit", await late.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var sari = new DeskBrowser(app, from: "198.51.100.4");
        using var entered = await sari.SignInAsync("sari@example.test", DeskBrowser.Password);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    [Fact]
    public async Task The_old_password_cannot_be_guessed_from_an_open_session()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        using var browser = await DeskBrowser.SignedInAsync(app, await DeskBrowser.HireAsync(app, "Sari"));
        for (var i = 0; i < SignInGuard.Free; i++)
            (await browser.SendAsync("/desk/password", "password", ("Old", "salah semua ini"), ("New", "jendela biru tetangga"))).Dispose();
        using var late = await browser.SendAsync(
            "/desk/password", "password", ("Old", DeskBrowser.Password), ("New", "jendela biru tetangga"));
        Assert.Contains("Tunggu 5 menit", await late.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_ins_and_failures_are_in_the_audit_log_with_their_address()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), BehindProxy);
        var sari = await DeskBrowser.HireAsync(app, "Sari");
        using var browser = new DeskBrowser(app, from: "203.0.113.9");
        (await browser.SignInAsync("nobody@example.test", "salah semua ini")).Dispose();
        (await browser.SignInAsync("sari@example.test", "salah semua ini")).Dispose();
        (await browser.SignInAsync("sari@example.test", DeskBrowser.Password)).Dispose();
        (await browser.SignOutAsync()).Dispose();

        var lines = await app.ReadAsync(
            db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.Act} {entry.SubjectId} {entry.Address}")
                .ToListAsync(Token));
        Assert.Equal(
        [
            $"{AuditActs.AgentCreated} {sari.Id} ", $"{AuditActs.SignInFailed}  203.0.113.9",
            $"{AuditActs.SignInFailed} {sari.Id} 203.0.113.9", $"{AuditActs.SignedIn} {sari.Id} 203.0.113.9",
            $"{AuditActs.SignedOut} {sari.Id} 203.0.113.9",
        ], lines);
    }

    [GeneratedRegex("<p class=\"form-error\"[^>]*>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Error();
}
