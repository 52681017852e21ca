using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Handover.Later;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class DeskActsTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task An_agent_steps_in_puts_it_off_promises_takes_it_back_and_transfers_with_a_note()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        var id = customer.ConversationId;

        // Nobody asked for a person: she steps in.
        await page.GotoAsync(new Uri(app.Address, $"/desk/all/{id}").ToString());
        await page.GetByTestId("take-from-bot").ClickAsync();
        await customer.WaitForSentenceAsync("TakenFromBot", "Sari");
        await page.GetByTestId("reply").FillAsync("Halo, saya bantu ya");
        await page.GetByTestId("reply-send").ClickAsync();
        await customer.WaitForTextAsync("Halo, saya bantu ya");
        await Assertions.Expect(page.GetByTestId("queue-item")).ToHaveCountAsync(1);
        await ShotAsync(page, "mine");

        // Out of sight, and back.
        await page.GetByTestId("snooze").ClickAsync();
        await Assertions.Expect(page.GetByTestId("follow-up-confirm")).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "snooze");
        await page.GetByTestId("follow-up-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("queue-item")).ToHaveCountAsync(0);
        await page.Locator("a[href='desk/later']").ClickAsync();
        await Assertions.Expect(page.GetByTestId("later-item")).ToHaveCountAsync(1);
        await page.GetByTestId("later-item").Locator("a").ClickAsync();
        await ShotAsync(page, "later");
        await page.GetByTestId("put-off").GetByTestId("follow-up-cancel").ClickAsync();
        await Assertions.Expect(page.GetByTestId("later-item")).ToHaveCountAsync(0);

        // Never into the past; then a promise with the resolution, which is taken back.
        await page.GetByTestId("resolve").ClickAsync();
        await page.Locator("input[name=outcome][value=FollowUpNeeded]").CheckAsync();
        await page.GetByTestId("follow-up-own").CheckAsync();
        await page.GetByTestId("follow-up-day").FillAsync("2020-01-01");
        await page.GetByTestId("follow-up-note").FillAsync("kirim nomor resi 📦");
        await page.GetByTestId("resolve-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("follow-up-error")).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "resolve");
        await page.Locator("input[value=TomorrowMorning]").CheckAsync();
        await page.GetByTestId("resolve-confirm").ClickAsync();
        await customer.WaitForSentenceAsync("Resolved", "Sari");
        await Assertions.Expect(page.GetByTestId("reopen")).ToBeVisibleAsync();
        await ShotAsync(page, "resolved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Urungkan" }).ClickAsync();
        await customer.WaitForSentenceAsync("Undone", "Sari");
        await Assertions.Expect(page.GetByTestId("resolve")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("put-off")).ToContainTextAsync("kirim nomor resi 📦");

        // Resolved after all: the next one is a press away. And opened again by a new decision.
        await page.GetByTestId("resolve").ClickAsync();
        await page.GetByTestId("resolve-confirm").ClickAsync();
        await using var next = await DirectLineCustomer.StartAsync(app);
        await next.AskForPersonAsync();
        await Assertions.Expect(page.GetByTestId("waiting-count").First).ToContainTextAsync("1");
        await page.GetByTestId("next").ClickAsync();
        await Assertions.Expect(page.GetByTestId("take")).ToBeVisibleAsync();
        Assert.EndsWith($"/desk/queue/{next.ConversationId}", page.Url);
        await page.GotoAsync(new Uri(app.Address, $"/desk/all/{id}").ToString());
        await page.GetByTestId("reopen").ClickAsync();
        await customer.WaitForSentenceAsync("Reopened", "Sari");
        await Assertions.Expect(page.GetByTestId("put-off")).ToHaveCountAsync(1);
        Assert.Equal([HandoverReason.TakenByAgent, HandoverReason.Reopened],
            await app.ReadAsync(db => db.Handovers.Where(h => h.ConversationId == id).OrderBy(h => h.Id).Select(h => h.Reason)
                .ToListAsync()));
        Assert.Equal(FollowUpKind.Promise,
            await app.ReadAsync(db => db.FollowUps.Where(f => f.EndedAt == null).Select(f => f.Kind).SingleAsync()));

        // Blocking asks first, from a menu.
        await page.GetByTestId("more").ClickAsync();
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "menu");
        await page.GetByTestId("block").ClickAsync();
        await Assertions.Expect(page.GetByTestId("block-confirm")).ToBeVisibleAsync();
        // A dialog listens to keys a moment after it is drawn: sooner than any hand.
        await Eventually.TrueAsync(async () =>
        {
            await page.Keyboard.PressAsync("Escape");
            return await page.GetByTestId("block-confirm").CountAsync() == 0;
        }, "the dialog to be closed");

        // A note to herself comes along with the transfer, and is read first.
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        await app.ReadAsync(async db => await db.Users.Where(a => a.Id == budi.Agent.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, "x")));
        await page.GetByTestId("transfer").ClickAsync();
        await page.GetByTestId("transfer-note-text").FillAsync("tinggal kirim resi");
        await ShotAsync(page, "transfer");
        await page.GetByTestId("transfer-to").Filter(new() { HasText = "Budi" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("transfer-note")).ToContainTextAsync("tinggal kirim resi");
        // An administrator may give a colleague's back, and it is quick to undo.
        await page.GetByTestId("release").ClickAsync();
        await Assertions.Expect(page.GetByTestId("take")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ambil", Exact = true })).ToHaveCountAsync(1);

        await page.GetByTestId("take").ClickAsync();
        await Assertions.Expect(page.GetByTestId("resolve")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(360, 740);
        await ShotAsync(page, "phone");
        await desk.FitsAsync();
        await Assertions.Expect(page.GetByTestId("release").GetByText(Sentences.AtDesk("Release"))).ToBeVisibleAsync();
        desk.IsClean(app.Address);
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await page.ScreenshotAsync(new() { Path = Path.Combine(shots, $"acts-{name}.png") });
    }
}
