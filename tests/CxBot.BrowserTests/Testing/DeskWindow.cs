using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests.Testing;

/// <summary>A window at the desk.</summary>
internal static class DeskWindow
{
    private const string Password = "kata-sandi-yang-panjang";

    /// <summary>Hires an agent, and signs them in at a window of their own.</summary>
    public static async Task<(Window Window, string AgentId)> HireAsync(Chromium chromium, CxBotApp app, string name)
    {
        var email = $"{name.Replace(' ', '.')}@example.test";
        var hired = await app.Services.GetRequiredService<AgentAccounts>().CreateAsync(AuditActor.CommandLine, email, name,
            AgentRoles.Agent, Password, TestContext.Current.CancellationToken);
        var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(new Uri(app.Address, "/desk/sign-in").ToString());
        await SubmitAsync(window.Page, email);
        await Assertions.Expect(window.Page.GetByTestId("waiting-count").First).ToBeAttachedAsync();
        return (window, hired.Agent!.Id);
    }

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
            await SubmitAsync(window.Page, "sari@example.test");
        await Assertions.Expect(window.Page.GetByTestId("waiting-count").First).ToBeAttachedAsync();
        return window;
    }

    private static async Task SubmitAsync(IPage page, string email)
    {
        await page.GetByTestId("sign-in-email").FillAsync(email);
        await page.GetByTestId("sign-in-password").FillAsync(Password);
        await page.GetByTestId("sign-in-submit").ClickAsync();
    }
}
