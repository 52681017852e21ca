using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>Several questions in one message, in the widget: the answers, and what is asked back after them.</summary>
public sealed class SeveralQuestionsTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task What_is_clear_is_answered_and_the_rest_is_asked_back_and_pressed(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync();
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = window.Page;
        await page.GotoAsync(app.Address.ToString());
        await page.GetByTestId("launcher").ClickAsync();
        await SayAsync(page, "bisa cod ga? mau tanya akun gimana?");
        await Assertions.Expect(page.GetByTestId("choice").Filter(new() { HasTextRegex = Sentences.Of("NoneOfThese") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("source")).ToHaveCountAsync(1);
        await ShotAsync(page, $"several-choices-{width}-{scheme}");
        await page.GetByTestId("choice").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("source")).ToHaveCountAsync(2);

        await window.IsAccessibleAsync();
        await window.FitsAsync();

        await SayAsync(page, "bisa cod ga? kalian jual laptop gaming gak?");
        await Assertions.Expect(page.GetByTestId("choice").And(page.GetByText(Sentences.Of("TalkToPerson")))).ToBeVisibleAsync();
        await ShotAsync(page, $"several-none-{width}-{scheme}");
        window.IsClean(app.Address);
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByTestId("composer").FillAsync(text);
        await page.GetByTestId("send").ClickAsync();
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is not { } shots)
            return;
        await page.GetByTestId("choice").Last.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(shots, name + ".png") });
    }
}
