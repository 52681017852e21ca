using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>Whoever tries the product with a demo sees the desk filled, and is told that it is one.</summary>
public sealed class DemoTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("CXBOT_SHOTS");

    [Fact]
    public async Task The_reports_are_filled_and_say_that_it_is_a_demo()
    {
        await using var app = await CxBotApp.StartAsync(Shots is null ? KnowledgeFiles.Shop() : null);
        string[] size = Shots is null ? ["--months", "1", "--cases-a-day", "4"] : ["--months", "3"];
        var (code, said, error) = await Shell.RunAsync(app.Services, "", ["demo", "seed", .. size]);
        Assert.True(code == 0, said + error);

        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await Assertions.Expect(page.GetByTestId("waiting-count").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[3-5]"));
        await ShotAsync(page, "queue");
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.GotoAsync(new Uri(app.Address, "/desk/reports").ToString());
            await Assertions.Expect(page.GetByTestId("report-demo")).ToContainTextAsync("demo remove");
            await Assertions.Expect(page.GetByTestId("report-figure").First).ToBeVisibleAsync();
            await desk.IsAccessibleAsync();
            await desk.FitsAsync();
            await ShotAsync(page, $"{width}-{scheme}");
        }
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Shots is null)
            return;
        if (name != "queue")
            // The page scrolls within the window.
            await page.SetViewportSizeAsync(page.ViewportSize!.Width, page.ViewportSize.Width == 360 ? 4200 : 2400);
        if (name != "queue")
            await page.GotoAsync(page.Url.Split('?')[0] + "?from=2026-09-01&to=2026-11-30");
        await Assertions.Expect(page.GetByTestId(name == "queue" ? "waiting-count" : "report-figure").First).ToBeAttachedAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"demo-{name}.png") });
    }
}
