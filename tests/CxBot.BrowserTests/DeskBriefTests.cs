using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>What an agent reads first, and what the customer and the log are told of who did what.</summary>
public sealed class DeskBriefTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_brief_is_read_at_a_glance_and_the_log_says_who_did_what()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("PENIPU! pesanan INV-95555 pecah semua, minta ganti");
        await customer.WaitForQueueAsync(1);
        foreach (var line in (string[])["kok lama banget ya kak?", "gimana ini, ada orangnya ga?", "saya nunggu dari tadi loh"])
            await customer.SayAsync(line);
        await Eventually.TrueAsync(async () => (await app.ReadAsync(db => db.Handovers.SingleAsync())).Brief.WroteAgain == 3,
            "the calls are counted");

        await page.GetByTestId("queue-item").ClickAsync();
        var top = page.GetByTestId("brief-top");
        await Assertions.Expect(top.Locator("blockquote")).ToHaveTextAsync(["PENIPU! pesanan INV-95555 pecah semua, minta ganti"]);
        await Assertions.Expect(top).ToContainTextAsync("INV-95555");
        await Assertions.Expect(top.Locator(".mood.angry")).ToBeVisibleAsync();
        await Assertions.Expect(top.GetByTestId("brief-again")).ToContainTextAsync("3");
        await Assertions.Expect(page.Locator("details.brief-more")).Not.ToHaveAttributeAsync("open", "");
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "brief-1280");
        await page.Locator("details.brief-more > summary").ClickAsync();
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "brief-1280-more");

        // Read for a while, and only then taken.
        var last = (await app.ReadAsync(db => db.Conversations.SingleAsync())).LastCustomerSequence;
        var sari = await app.ReadAsync(db => db.Users.Select(a => a.Id).SingleAsync());
        await Eventually.TrueAsync(
            () =>
            {
                app.Time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(app.Services.GetRequiredService<Readers>().HasRead(customer.ConversationId, sari, last));
            }, "the desk knows who has read it");
        await page.GetByTestId("take").ClickAsync();
        await customer.WaitForSentenceAsync("TakenRead", "Sari");
        await ExpectLineAsync(page, HandoverActKind.Taken, "Sari");

        await page.GetByTestId("release").ClickAsync();
        var told = await customer.WaitForSentenceAsync("Released", "Sari");
        Assert.True(Sentences.IsQueued(told.GetProperty("text").GetString()!, 1), told.GetRawText());
        await ExpectLineAsync(page, HandoverActKind.Released, "Sari");
        await Assertions.Expect(page.GetByTestId("brief-back")).ToBeVisibleAsync();
        await ShotAsync(page, "released-1280");

        await page.SetViewportSizeAsync(1024, 768);
        await Assertions.Expect(page.Locator(".brief-strip .mood.angry")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".brief-strip")).ToContainTextAsync("INV-95555");
        await ShotAsync(page, "strip-1024");
        await page.SetViewportSizeAsync(360, 740);
        await desk.FitsAsync();
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "strip-360");
        desk.IsClean(app.Address);
    }

    /// <summary>The agent reads who did it, and the customer's words on the same line for who asks for them.</summary>
    private static async Task ExpectLineAsync(IPage page, HandoverActKind act, string customersWord)
    {
        var line = page.Locator("p.line").Filter(new() { HasTextRegex = Sentences.AtDesk($"HandoverActKind_{act}") }).Last;
        await Assertions.Expect(line).ToBeVisibleAsync();
        await Assertions.Expect(line).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex(customersWord));
        await Assertions.Expect(line.Locator(".offscreen")).ToContainTextAsync(customersWord);
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await page.ScreenshotAsync(new() { Path = Path.Combine(shots, name + ".png") });
    }
}
