using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>An answer that a model writes, as the customer sees it come.</summary>
public sealed class WrittenAnswerTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task Checked_sentences_are_seen_while_the_rest_is_written_and_then_the_whole_with_its_source(
        int width, int height, ColorScheme scheme)
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Pause = TimeSpan.FromMilliseconds(80);
        await using var app = await CxBotApp.StartAsync(
            new KnowledgeFiles().Add("refund-timing", "Kapan dana saya kembali?",
                "Dana kembali dalam 3 sampai 14 hari kerja. Cek di menu Pesanan Saya. Hubungi bank setelah itu.", "refund belum masuk"),
            server.Settings);
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = window.Page;
        await page.GotoAsync(app.Address.ToString());
        await page.GetByTestId("launcher").ClickAsync();
        await page.GetByTestId("composer").FillAsync("refund belum masuk");
        await page.GetByTestId("send").ClickAsync();

        await Assertions.Expect(page.Locator(".draft")).ToContainTextAsync("3 sampai 14 hari kerja");
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        if (Environment.GetEnvironmentVariable("CXBOT_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"draft-{width}.png") });
        await Assertions.Expect(
            page.GetByTestId("message").And(page.Locator("[data-role=bot]")).Filter(new() { HasText = "Hubungi bank setelah itu." }))
            .ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("source")).ToContainTextAsync("Kapan dana saya kembali?");
        await Assertions.Expect(page.Locator(".draft")).ToBeHiddenAsync();
        window.IsClean(app.Address);
    }
}
