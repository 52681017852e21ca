using System.Globalization;
using System.Text.Json;
using CxBot.Mail;
using CxBot.Reports.Figures;
using CxBot.Reports.Mail;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Reports.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.Desk.Reports;

/// <summary>A report goes out by e-mail once, however the mail server behaves, and nobody's words are in it.</summary>
public sealed class ReportMailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_sent_once_to_each_also_after_a_wrong_password_and_a_refused_address()
    {
        await using var server = FakeMailServer.Start();
        using var log = new LogLines();
        var settings = server.Settings;
        settings["Reports:Mail:Daily"] = "true";
        settings["Reports:Mail:Hour"] = "0";
        settings["Reports:Mail:Recipients:0"] = "manager@shop.example";
        settings["Reports:Mail:Recipients:1"] = "owner@shop.example";
        settings["Operations:PublicUrl"] = "https://chat.shop.example";
        server.RefusesPasswords = true;
        server.Unknown.Add("manager@shop.example");
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), settings, services: services =>
        {
            services.AddSingleton<ILoggerProvider>(log);
            // Rounds are the test's own, so that it knows when one is over.
            services.Remove(services.Last(service => service.ImplementationFactory?.Method.ReturnType == typeof(ReportMailWorker)));
        });
        var worker = app.Services.GetRequiredService<ReportMailWorker>();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(
            app.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")).DateTime);
        string[] hostile = ["<img src=x onerror=alert(1)>", "=cmd|'/C calc'!A0", .. HostileInputs.Lines("xss")
            .Where(line => line.Length > 12).Select(line => line.Length > 200 ? line[..200] : line).Take(400)];
        await KnownFacts.AddAsync(app, today.AddDays(-1), hostile);
        await KnownFacts.AddAsync(app, today.AddDays(-2), "billing", "billing");

        await worker.RoundAsync(Token);
        Assert.Empty(server.Taken);
        Assert.Contains("Mail:Password", Assert.Single(log.Having("could not be sent", LogLevel.Warning)), StringComparison.Ordinal);
        Assert.Empty(log.Having(FakeMailServer.Password, LogLevel.Trace));
        Assert.Equal(MailProblem.SignInRefused, await app.Services.GetRequiredService<ReportMailings>().TroubleAsync(Token));

        server.RefusesPasswords = false;
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await worker.RoundAsync(Token);
        Assert.Equal(["owner@shop.example"], Recipients(server));
        server.Unknown.Clear();
        app.Time.Advance(TimeSpan.FromMinutes(10));
        // Two at once, as two processes would.
        await Task.WhenAll(worker.RoundAsync(Token), worker.RoundAsync(Token));
        await worker.RoundAsync(Token);
        Assert.Equal(["owner@shop.example", "manager@shop.example"], Recipients(server));
        Assert.Equal(2, await app.ReadAsync(db => db.ReportMailings.CountAsync(m => m.State == MailingState.Sent)));
        Assert.Null(await app.Services.GetRequiredService<ReportMailings>().TroubleAsync(Token));

        var (message, words) = (server.Taken.First(), new DeskWords());
        words.Use("en");
        var (text, html) = (message.TextBody!, message.HtmlBody!);
        Assert.StartsWith("Report of ", message.Subject, StringComparison.Ordinal);
        Assert.Contains($"{words["Report_cases"]}: {hostile.Length} – before: 2", text, StringComparison.Ordinal);
        Assert.All(AllFigures.All, figure => Assert.Contains(words["Report_" + figure.Id], text, StringComparison.Ordinal));
        var day = today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains($"https://chat.shop.example/desk/reports/cases?from={day}&amp;to={day}", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<img|src=|onerror", html);
        // Not even as they stand in a name of a skill or an agent.
        Assert.All(hostile, words => Assert.DoesNotContain(words, text + html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_line_shows_figures_and_sends_a_report_to_try_the_settings()
    {
        await using var server = FakeMailServer.Start();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await KnownFacts.AddAsync(app, new(2026, 11, 10), "billing", "retur");
        string[] period = ["--from", "2026-11-10", "--to", "2026-11-10"];

        var (code, table, _) = await Shell.RunAsync(app.Services, "", ["reports", "show", .. period, "--skill", "billing"]);
        Assert.Equal(0, code);
        Assert.Matches(@"(?m)^cases +Cases +1 +0 *$", table);
        Assert.Matches(@"(?m)^first-reply +First reply of a person +1 min 0 s +– +mean 1 min 0 s", table);
        var json = JsonDocument.Parse((await Shell.RunAsync(app.Services, "", ["reports", "show", .. period, "--format", "json"])).Output);
        Assert.Equal(2, json.RootElement.GetProperty("figures")[0].GetProperty("value").GetProperty("count").GetInt32());
        Assert.Equal((1, "--to is a day before --from.", ""),
            await Shell.RunAsync(app.Services, "", "reports", "show", "--from", "2026-11-10", "--to", "2026-11-09"));

        string[] mail = ["reports", "mail", "--to", "manager@shop.example", "--period", "monthly"];
        var printed = await Shell.RunAsync(app.Services, "", [.. mail, "--dry-run"]);
        Assert.Equal((0, true), (printed.Code, printed.Output.Contains("Subject: Monthly report, ", StringComparison.Ordinal)));
        Assert.Empty(server.Taken);
        Assert.Equal(0, (await Shell.RunAsync(app.Services, "", mail)).Code);
        Assert.Single(server.Taken);
        server.RefusesPasswords = true;
        var wrong = await Shell.RunAsync(app.Services, "", mail);
        Assert.Equal((1, true), (wrong.Code, wrong.Output.Contains("Mail:Password", StringComparison.Ordinal)));
        Assert.Equal(2, (await Shell.RunAsync(null, "", "reports", "mail", "--to", "manager", "--period", "daily")).Code);

        Assert.Equal(0, (await Shell.RunAsync(app.Services, "", "keys", "add", "--name", "A", "--scope", "reports:read")).Code);
        Assert.Equal(1, (await Shell.RunAsync(app.Services, "", "keys", "add", "--name", "A", "--scope", "reports:read")).Code);
        Assert.Contains("never used\tworks", (await Shell.RunAsync(app.Services, "", "keys", "list")).Output, StringComparison.Ordinal);
        Assert.Equal((0, "The key \"A\" opens nothing any more.", ""),
            await Shell.RunAsync(app.Services, "", "keys", "revoke", "--name", "A"));
        Assert.Equal(1, (await Shell.RunAsync(app.Services, "", "keys", "revoke", "--name", "A")).Code);
    }

    private static string[] Recipients(FakeMailServer server) =>
        [.. server.Taken.Select(message => Assert.Single(message.To.Mailboxes).Address)];
}
