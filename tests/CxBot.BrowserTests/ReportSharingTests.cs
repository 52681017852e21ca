using CxBot.ApiKeys;
using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Reports.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>An administrator gives a program a key, takes it back, and sees that mail does not go out.</summary>
public sealed class ReportSharingTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task A_key_is_shown_once_and_opens_until_it_is_taken_back(int width, int height, ColorScheme scheme)
    {
        await using var server = FakeMailServer.Start();
        server.RefusesPasswords = true;
        var settings = server.Settings;
        settings["Reports:Mail:Weekly"] = "true";
        settings["Reports:Mail:Recipients:0"] = "a.manager.with.a.long.address@a-shop-with-a-long-name.example";
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), settings);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, width, height, scheme);
        var page = desk.Page;
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("Reports") }).First.ClickAsync();
        await page.GetByTestId("report-sharing").ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("ApiKeysNone"))).ToBeVisibleAsync();
        await IsGoodAsync(desk, $"sharing-none-{width}");

        // Nothing chosen: told, and nothing is lost of what was typed.
        const string Name = "Lembar kerja direksi 📊 <b>";
        await page.GetByTestId("api-key-make").ClickAsync();
        await page.GetByTestId("api-key-name").FillAsync(Name);
        await page.GetByTestId("api-scope-" + ApiScopes.ReportsRead).UncheckAsync();
        await page.GetByTestId("api-key-submit").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Sentences.AtDesk("ApiKeyProblem_ScopeWrong"));
        await Assertions.Expect(page.GetByTestId("api-key-name")).ToHaveValueAsync(Name);
        await IsGoodAsync(desk, $"sharing-make-{width}");
        await page.GetByTestId("api-scope-" + ApiScopes.ReportsRead).CheckAsync();
        await page.Keyboard.PressAsync("Enter");
        var text = await page.GetByTestId("api-key-text").InputValueAsync();
        Assert.True(ApiKeyText.IsOne(text));
        await IsGoodAsync(desk, $"sharing-shown-{width}");
        await page.GetByTestId("api-key-done").ClickAsync();
        await Assertions.Expect(page.GetByTestId("api-key")).ToContainTextAsync(Name);
        Assert.DoesNotContain(text, await page.ContentAsync(), StringComparison.Ordinal);
        using var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new("Bearer", text);
        Assert.Equal(200, (int)(await http.GetAsync(new Uri("/api/v1/reports/figures", UriKind.Relative), Token)).StatusCode);

        await app.Services.GetRequiredService<ReportMailWorker>().RoundAsync(Token);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("mailing")).ToContainTextAsync(Sentences.AtDesk("MailProblem_SignInRefused"));
        await Assertions.Expect(page.GetByTestId("mail-notice").First).ToBeVisibleAsync();
        await IsGoodAsync(desk, $"sharing-{width}");

        await page.GetByTestId("api-key-revoke").ClickAsync();
        await IsGoodAsync(desk, $"sharing-revoke-{width}");
        await page.GetByTestId("api-key-revoke-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("api-key-revoke")).ToHaveCountAsync(0);
        Assert.Equal(401, (int)(await http.GetAsync(new Uri("/api/v1/reports/figures", UriKind.Relative), Token)).StatusCode);
    }

    private static async Task IsGoodAsync(Window desk, string name)
    {
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await desk.Page.ScreenshotAsync(new() { Path = Path.Combine(shots, name + ".png"), FullPage = true });
    }
}
