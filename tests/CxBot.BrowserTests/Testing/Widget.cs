using Microsoft.Playwright;

namespace CxBot.BrowserTests.Testing;

/// <summary>The widget as a customer has it before them.</summary>
internal sealed class Widget(IPage page)
{
    public ILocator Launcher => page.GetByTestId("launcher");

    public ILocator Composer => page.GetByTestId("composer");

    public ILocator Status => page.Locator("cxbot-widget .head p");

    /// <summary>What the server has of one role.</summary>
    public ILocator Messages(string role) => page.Locator($"[data-testid=message][data-role={role}][data-sequence]");

    public async Task SayAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public async Task AskAsync()
    {
        await Launcher.ClickAsync();
        await SayAsync("lacak paket");
        await Assertions.Expect(Messages("bot").Filter(new() { HasText = "Pesanan Saya" })).ToHaveCountAsync(1);
    }
}
