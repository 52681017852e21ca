using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>An agent's reply is refused by Meta: seen in the list and at the message, sent again once, or replaced by a template; and the
/// customer's record is mended and merged on the way.</summary>
public sealed class RefusedReplyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_refused_reply_is_marked_said_and_sent_again_once_and_a_shut_window_offers_a_filled_template()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [FakeGraph.Template("pesanan_siap", "Halo {{1}}, pesanan {{2}} siap diambil di {{3}}.")];
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new(graph.Settings)
        {
            ["Desk:OrderLink"] = "https://shop.test/orders/{order}",
            ["Handover:AgentGoneAfter"] = "00:00:00",
        });
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.MessageTemplates.AnyAsync()), "the template");
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("pesanan INV-95555 pecah, mau bicara dengan CS");
        await graph.WaitForQueueAsync();
        var other = new WhatsAppCustomer(app.Address, "6281298765432", name: "Budi Lama");
        await other.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        await graph.WaitForSentenceAsync("Taken", "Sari");

        await RefuseAsync(graph, page, "Baik Kak, kami cek", 131026);
        await Assertions.Expect(page.GetByTestId("failed-mark")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("retry-template")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-testid=delivery][data-status=Failed]")).Not.ToContainTextAsync("Refused as told");
        await Assertions.Expect(page.GetByTestId("order-link").First).ToHaveAttributeAsync("href", "https://shop.test/orders/INV-95555");
        await desk.IsAccessibleAsync();
        graph.Mood = _ => (GraphMood.Good, 0);
        await page.GetByTestId("retry").DblClickAsync();
        await Assertions.Expect(page.GetByTestId("retried")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("failed-mark")).ToHaveCountAsync(0);
        Assert.Single(graph.Taken, m => m.Text == "Baik Kak, kami cek");

        await MendAsync(page);
        await MergeAsync(desk);
        await Eventually.TrueAsync(() => app.ReadAsync(async db => await db.Customers.CountAsync() == 1), "the two to be one");

        await RefuseAsync(graph, page, "Masih ada Kak?", 131047);
        await Assertions.Expect(page.GetByTestId("template").First).ToBeVisibleAsync();
        Assert.Equal(["Budi Santoso", "INV-95555", ""], await page.GetByTestId("template-field").EvaluateAllAsync<string[]>(
            "fields => fields.map(field => field.value)"));
        await Assertions.Expect(page.GetByTestId("template-blank")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("template-send")).ToBeDisabledAsync();
        await page.GetByTestId("template-send").HoverAsync(new() { Force = true });
        Assert.True(await page.EvaluateAsync<bool>(
            "() => document.querySelector('form.composer').offsetHeight <= document.querySelector('.conversation').offsetHeight / 2"));
        await desk.IsAccessibleAsync();
        graph.Mood = _ => (GraphMood.Good, 0);
        await page.GetByTestId("template-field").Nth(2).FillAsync("toko");
        await Assertions.Expect(page.GetByTestId("template-blank")).ToHaveCountAsync(0);
        await page.GetByTestId("template-send").ClickAsync();
        await graph.WaitForAsync(m => m.Type == "template", "the template");
        await Assertions.Expect(page.GetByTestId("failed-mark")).ToHaveCountAsync(0);
        desk.IsClean(app.Address);
    }

    private static async Task RefuseAsync(FakeGraph graph, IPage page, string reply, int code)
    {
        graph.Mood = body => ((string?)body["text"]?["body"] == reply ? GraphMood.Refuse : GraphMood.Good, code);
        await page.GetByTestId("reply").FillAsync(reply);
        await page.GetByTestId("reply-send").ClickAsync();
        await Assertions.Expect(page.Locator("article", new() { HasText = reply }).Locator("[data-testid=delivery][data-status=Failed]"))
            .ToBeVisibleAsync();
    }

    private static async Task MendAsync(IPage page)
    {
        await page.GetByTestId("customer-edit").ClickAsync();
        await page.GetByTestId("customer-name").FillAsync("Budi Santoso");
        await page.GetByTestId("customer-email").FillAsync("budi@");
        await page.GetByTestId("attribute-add").ClickAsync();
        await page.GetByTestId("attribute-key").FillAsync("Ukuran");
        await page.GetByTestId("attribute-value").FillAsync("L 👕");
        await page.GetByTestId("customer-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("customer-error")).ToBeVisibleAsync();
        await page.GetByTestId("customer-email").FillAsync("budi@contoh.id");
        await page.GetByTestId("customer-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("customer-attribute")).ToHaveTextAsync("L 👕");
    }

    private static async Task MergeAsync(Window desk)
    {
        var page = desk.Page;
        await page.GetByTestId("customer-merge").ClickAsync();
        await page.GetByTestId("merge-search").FillAsync("0812 9876");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("merge-hit").ClickAsync();
        await Assertions.Expect(page.GetByTestId("merge-plan")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("merge-confirm")).ToBeDisabledAsync();
        await page.GetByTestId("merge-understood").CheckAsync();
        await desk.IsAccessibleAsync();
        await page.GetByTestId("merge-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("merge-plan")).ToHaveCountAsync(0);
    }
}
