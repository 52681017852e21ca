using CxBot.Accounts;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests.Testing;

/// <summary>A window at the desk.</summary>
internal static class DeskWindow
{
    private const string Password = "kata-sandi-yang-panjang";

    /// <summary>Makes the first administrator through the one-time link, as the console prints it.</summary>
    public static async Task<Window> SignInAsync(Chromium chromium, CxBotApp app, int width, int height, ColorScheme scheme)
    {
        var window = await chromium.OpenAsync(width, height, scheme);
        var link = await app.Services.GetRequiredService<FirstAdministrator>().LinkAsync(TestContext.Current.CancellationToken);
        await window.Page.GotoAsync(new Uri(app.Address, link).ToString());
        await window.Page.GetByLabel("Nama").FillAsync("Sari");
        await window.Page.GetByLabel("Email").FillAsync("sari@example.test");
        await window.Page.GetByLabel("Kata sandi").First.FillAsync(Password);
        if (await window.Page.GetByLabel("Ulangi").CountAsync() > 0)
            await window.Page.GetByLabel("Ulangi").FillAsync(Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath is "/desk" or "/desk/sign-in" or "/desk/queue");
        if (await window.Page.GetByTestId("sign-in-email").IsVisibleAsync())
        {
            await window.Page.GetByTestId("sign-in-email").FillAsync("sari@example.test");
            await window.Page.GetByTestId("sign-in-password").FillAsync(Password);
            await window.Page.GetByTestId("sign-in-submit").ClickAsync();
        }
        await Assertions.Expect(window.Page.GetByTestId("waiting-count").First).ToBeAttachedAsync();
        return window;
    }
}
