using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>A customer answers what they are asked, and a manager reads it.</summary>
public sealed class VoiceTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("nps", 360, 740, ColorScheme.Dark, "−100")]
    [InlineData("ces", 1280, 800, ColorScheme.Light, "3")]
    public async Task A_score_and_a_comment_are_given_by_keyboard_and_read_in_the_report(
        string kind, int width, int height, ColorScheme scheme, string figure)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Surveys:Kind"] = kind });
        await using var desk = await DeskWindow.SignInAsync(chromium, app, width, height, scheme);
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        await using var shop = await chromium.OpenAsync(width, height, scheme);
        var customer = new Widget(shop.Page);
        await shop.Page.GotoAsync(app.Address.ToString());
        await customer.Launcher.ClickAsync();
        await customer.SayAsync("mau ngomong sama CS dong");
        await Assertions.Expect(shop.Page.GetByTestId("handover-card")).ToBeVisibleAsync();
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        await budi.TakeAsync(id);
        await budi.ReplyAsync(id, "Sudah kami cek.");
        await budi.ResolveAsync(id);

        // The question stands on its card, and not in the message too, nor as buttons under it.
        await Assertions.Expect(shop.Page.GetByTestId("rating-3")).ToBeVisibleAsync();
        await Assertions.Expect(shop.Page.GetByTestId("choice")).ToHaveCountAsync(0);
        await shop.IsAccessibleAsync();
        await ShotAsync(shop.Page, $"voice-{kind}-asked");
        await shop.Page.GetByTestId("rating-3").FocusAsync();
        await shop.Page.Keyboard.PressAsync("Enter");
        await shop.Page.Locator(".rating textarea").FillAsync("Lama sekali 🙏 <b>tolong</b>");
        await shop.Page.Locator(".rating .main").ClickAsync();
        await Assertions.Expect(shop.Page.GetByText(Sentences.Of("RatingThanks"))).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Surveys.AnyAsync(s => s.Comment != null)), "the comment");
        await Eventually.TrueAsync(async () => !await app.ReadAsync(db => db.CaseChanges.AnyAsync()), "the facts have followed");
        shop.IsClean(app.Address);

        await desk.Page.GotoAsync(new Uri(app.Address, "/desk/reports/voice").ToString());
        await Assertions.Expect(desk.Page.Locator($"[data-figure={kind}]")).ToContainTextAsync(figure);
        await Assertions.Expect(desk.Page.GetByTestId("voice-weighted")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByTestId("voice-comment")).ToContainTextAsync("Lama sekali 🙏 <b>tolong</b>");
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
        await desk.Page.GetByTestId("voice").ScrollIntoViewIfNeededAsync();
        await ShotAsync(desk.Page, $"voice-{kind}-report");
        await desk.Page.Locator($"[data-figure={kind}-answered]").ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("report-row")).ToHaveCountAsync(1);
        await desk.Page.GoBackAsync();
        await desk.Page.GetByTestId("voice-comment").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("message").First).ToBeVisibleAsync();
        desk.IsClean(app.Address);
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await page.ScreenshotAsync(new() { Path = Path.Combine(shots, name + ".png"), FullPage = true });
    }
}
