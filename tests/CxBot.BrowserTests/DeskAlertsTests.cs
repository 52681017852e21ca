using System.Diagnostics;
using CxBot.Accounts;
using CxBot.Audit;
using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>Two agents at their desks: who is called, and who is not.</summary>
public sealed class DeskAlertsTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_transfer_rings_at_the_receiver_and_never_at_the_sender_and_a_note_calls_whom_it_names()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var sari = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var (budi, hired) = await DeskWindow.HireAsync(chromium, app, "Budi Santoso");
        await using var budiLeaves = budi;
        var second = await budi.Page.Context.NewPageAsync();
        await second.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());
        await Assertions.Expect(second.GetByTestId("waiting-count").First).ToBeAttachedAsync();
        // A page may sound only once it was touched.
        foreach (var page in new[] { sari.Page, budi.Page, second })
            await page.Keyboard.PressAsync("Shift");

        // Who waits rings at both, and at one of Budi's two windows.
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await RangAsync("Waiting", sari.Page);
        await RangAsync("Waiting", budi.Page, second);

        await sari.Page.GetByTestId("queue-item").ClickAsync();
        await sari.Page.GetByTestId("take").ClickAsync();
        await sari.Page.GetByTestId("transfer").ClickAsync();
        var to = sari.Page.GetByRole(AriaRole.Dialog).GetByText("Budi Santoso");
        await Assertions.Expect(to).ToBeVisibleAsync();
        await to.ClickAsync();
        var began = Stopwatch.GetTimestamp();
        await RangAsync("Transferred", budi.Page, second);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 2);
        Assert.Equal("Waiting", await RangOfAsync(sari.Page));
        await Assertions.Expect(budi.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1\) "));

        // He reads it, and sees that Sari looks on; then it is unread by nobody.
        await RangAsync("Waiting", budi.Page, second);
        await RangAsync("Transferred", budi.Page, second);
        await second.CloseAsync();
        await budi.Page.GotoAsync(new Uri(app.Address, $"/desk/mine/{customer.ConversationId}").ToString());
        await Assertions.Expect(budi.Page.GetByTestId("looking-on")).ToContainTextAsync("Sari");
        await Assertions.Expect(budi.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^[^(]"));

        // Sari goes; a note calls her back.
        await sari.Page.GotoAsync(new Uri(app.Address, "/desk/profile").ToString());
        await Assertions.Expect(budi.Page.GetByTestId("looking-on")).Not.ToContainTextAsync("Sari");
        await sari.Page.GetByTestId("sound-Waiting").ClickAsync();
        await Assertions.Expect(sari.Page.GetByTestId("sound-Waiting")).ToHaveAttributeAsync("aria-checked", "false");
        await sari.Page.ReloadAsync();
        await Assertions.Expect(sari.Page.GetByTestId("sound-Waiting")).ToHaveAttributeAsync("aria-checked", "false");
        await sari.IsAccessibleAsync();
        await sari.Page.Keyboard.PressAsync("Shift");
        await budi.Page.GetByTestId("note").ClickAsync();
        await budi.Page.GetByTestId("note-text").PressSequentiallyAsync("tolong @sa");
        await Assertions.Expect(budi.Page.Locator("#mention-list li")).ToHaveCountAsync(1);
        await budi.IsAccessibleAsync();
        await budi.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(budi.Page.GetByTestId("note-text")).ToHaveValueAsync("tolong @Sari ");
        await budi.Page.GetByTestId("note-text").PressSequentiallyAsync("cek");
        await budi.Page.Keyboard.PressAsync("Enter");
        await RangAsync("Mentioned", sari.Page);
        await sari.Page.GetByTestId("mentions").ClickAsync();
        await sari.Page.GetByTestId("mention").ClickAsync();
        await Assertions.Expect(sari.Page.Locator("[data-testid=message][data-role=note]")).ToContainTextAsync("tolong @Sari cek");
        await Assertions.Expect(sari.Page.GetByTestId("mentions")).ToHaveCountAsync(0);

        // The desk can be installed, and a worker of its own serves all of it.
        Assert.Equal(new Uri(app.Address, "/desk").ToString(),
            await sari.Page.EvaluateAsync<string>("async () => (await navigator.serviceWorker.ready).scope"));
        sari.IsClean(app.Address);
        budi.IsClean(app.Address);

        // Shut out in the middle, he reads why.
        await app.Services.GetRequiredService<AgentAccounts>().DisableAsync(AuditActor.CommandLine, hired,
            TestContext.Current.CancellationToken);
        await Assertions.Expect(budi.Page.GetByText(Sentences.AtDesk("SignedOutDisabled"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_desk_asks_once_whether_it_may_notify_and_takes_no_for_an_answer()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 360, 740, ColorScheme.Light);
        // Without a head a browser refuses by itself; a person's has not been asked yet.
        await desk.Page.AddInitScriptAsync("Object.defineProperty(Notification, 'permission', { get: () => 'default' })");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.GetByTestId("ask-alerts")).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
        await desk.Page.GetByTestId("ask-alerts-later").ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("ask-alerts")).ToHaveCountAsync(0);
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.GetByTestId("waiting-count").First).ToBeAttachedAsync();
        await Assertions.Expect(desk.Page.GetByTestId("ask-alerts")).ToHaveCountAsync(0);
        desk.IsClean(app.Address);
    }

    /// <summary>One of these windows has rung for a cause, and only one.</summary>
    private static async Task RangAsync(string cause, params IPage[] windows)
    {
        async Task<int> TimesAsync() =>
            (await Task.WhenAll(windows.Select(RangOfAsync))).Sum(rang => rang.Split(' ').Count(one => one == cause));
        await Eventually.TrueAsync(async () => await TimesAsync() > 0, $"a window to ring for {cause}", seconds: 60);
        Assert.Equal(1, await TimesAsync());
    }

    private static Task<string> RangOfAsync(IPage page) => page.EvaluateAsync<string>("() => document.documentElement.dataset.rang ?? ''");
}
