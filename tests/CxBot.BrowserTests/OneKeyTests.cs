using CxBot.BrowserTests.Testing;
using CxBot.Handover.Insertions;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>An agent answers with a key: a canned reply, what the bot would say, an article.</summary>
public sealed class OneKeyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slash_calls_a_canned_reply_and_Alt_and_a_digit_what_the_bot_would_say()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Says = (system, user) =>
            system.Contains("sum up", StringComparison.Ordinal) ? "- Pelanggan menunggu refund" : FakeModel.Good(system, user);
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await MakeAsync(app, desk);

        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForQueueAsync();
        await page.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        var (reply, option) = (page.GetByTestId("reply"), page.GetByTestId("canned"));
        await Assertions.Expect(reply).ToBeFocusedAsync();

        // Struck as fast as they come: what was meant to be chosen is never sent as it stands.
        await page.Keyboard.TypeAsync("/ref");
        await Assertions.Expect(option.First).ToContainTextAsync("/refund");
        await Assertions.Expect(option.First).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(reply).ToHaveAttributeAsync("aria-activedescendant", "canned-0");
        await ShotAsync(page, "canned-picker");
        await desk.IsAccessibleAsync();
        // An input method's own Enter chooses nothing.
        await reply.DispatchEventAsync("keydown", new { key = "Enter", isComposing = true, bubbles = true, cancelable = true });
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(option).ToHaveCountAsync(0);
        await Assertions.Expect(reply).ToHaveValueAsync("/ref");
        await reply.FillAsync("");
        await page.Keyboard.TypeAsync("/ref");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reply).ToHaveValueAsync("Halo Kak {nama}, saya Sari. Kami cek refundnya ya.");

        // Nobody knows the name: it is said, and not sent.
        await Assertions.Expect(page.GetByTestId("unfilled")).ToContainTextAsync("{nama}");
        await page.GetByTestId("reply-send").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("{nama}");
        await reply.EvaluateAsync("box => box.setSelectionRange(9, 15)");
        await reply.FocusAsync();
        await page.Keyboard.TypeAsync("Rina");
        await Assertions.Expect(page.GetByTestId("unfilled")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await customer.WaitForTextAsync("Halo Kak Rina, saya Sari. Kami cek refundnya ya.");
        await Assertions.Expect(reply).ToHaveValueAsync("");

        await customer.SayAsync("refund saya kok belum masuk ya?");
        var first = page.GetByTestId("suggestion").First;
        await Assertions.Expect(first).ToHaveAttributeAsync("data-article", "refund-timing");
        await ShotAsync(page, "suggestions");
        await desk.IsAccessibleAsync();
        await reply.FocusAsync();
        await page.Keyboard.PressAsync("Alt+Digit1");
        await Assertions.Expect(reply).ToHaveValueAsync("Dana kembali dalam 3 sampai 14 hari kerja.");
        // What was put in outlasts a reload, as the draft does.
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("suggestion").First).ToBeVisibleAsync();
        await Assertions.Expect(reply).ToHaveValueAsync("Dana kembali dalam 3 sampai 14 hari kerja.");
        await reply.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await customer.WaitForTextAsync("Dana kembali dalam 3 sampai 14 hari kerja.");
        await Assertions.Expect(page.GetByTestId("suggestion")).ToHaveCountAsync(0);

        await page.GetByTestId("articles").ClickAsync();
        await page.GetByTestId("article-search").FillAsync("kode promo gagal");
        var article = page.GetByTestId("article").First;
        await Assertions.Expect(article).ToHaveAttributeAsync("data-article", "voucher-fails");
        await article.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByTestId("article-insert").ClickAsync();
        await Assertions.Expect(reply).ToHaveValueAsync("Periksa syarat dan masa berlaku voucher.");
        await ShotAsync(page, "articles");
        await desk.IsAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await customer.WaitForTextAsync("Periksa syarat dan masa berlaku voucher.");

        await WithModelAsync(desk, customer, reply);

        var kept = await app.ReadAsync(db => db.Insertions.OrderBy(i => i.Sequence).ToListAsync(Token));
        Assert.Equal([(InsertionKind.Canned, true), (InsertionKind.Suggestion, false), (InsertionKind.Article, false),
            (InsertionKind.Draft, true)],
            kept.Select(i => (i.Kind, i.Changed)));
        await page.GotoAsync(new Uri(app.Address, "/desk/canned").ToString());
        await Assertions.Expect(page.GetByTestId("canned-row").First).ToHaveAttributeAsync("data-shortcut", "refund");
        await Assertions.Expect(page.GetByTestId("canned-uses").First).ToContainTextAsync("1");
        await page.SetViewportSizeAsync(360, 740);
        await desk.FitsAsync();
        await ShotAsync(page, "canned-phone");
        desk.IsClean(app.Address);
    }

    [Fact]
    public async Task What_a_slash_calls_before_its_script_has_come_is_chosen_and_never_sent_as_it_stands()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await SharedReplies.AddAsync(app, ("refund", "Kami cek refundnya ya."));
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        var slow = new TaskCompletionSource();
        await page.RouteAsync("**/desk/canned.js", async route =>
        {
            await slow.Task;
            await route.ContinueAsync();
        });
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForQueueAsync();
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        var reply = page.GetByTestId("reply");
        await Assertions.Expect(reply).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("/ref");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reply).ToHaveValueAsync("/ref");
        slow.SetResult();
        await Assertions.Expect(reply).ToHaveValueAsync("Kami cek refundnya ya.");
        await page.Keyboard.PressAsync("Enter");
        await customer.WaitForTextAsync("Kami cek refundnya ya.");
        Assert.DoesNotContain(customer.Replies, said => DirectLineCustomer.Text(said) == "/ref");
    }

    /// <summary>A draft and a summary by the model; and the whole on a phone.</summary>
    private static async Task WithModelAsync(Window desk, DirectLineCustomer customer, ILocator reply)
    {
        var page = desk.Page;
        await customer.SayAsync("paket saya sampai mana ya?");
        await Assertions.Expect(page.GetByTestId("suggestion").First).ToHaveAttributeAsync("data-article", "track-order");
        await page.GetByTestId("draft").ClickAsync();
        await Assertions.Expect(reply).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Baik Kak! Buka menu Pesanan Saya"));
        await page.Locator("#tab-brief").ClickAsync();
        await page.GetByTestId("summary-make").ClickAsync();
        await Assertions.Expect(page.GetByTestId("summary")).ToContainTextAsync("Pelanggan menunggu refund");
        await ShotAsync(page, "model");
        await desk.IsAccessibleAsync();
        await page.SetViewportSizeAsync(360, 740);
        await desk.FitsAsync();
        await ShotAsync(page, "phone");
        await page.SetViewportSizeAsync(1280, 800);
        await reply.FillAsync("Buka menu Pesanan Saya ya Kak");
        await page.GetByTestId("reply-send").ClickAsync();
        await customer.WaitForTextAsync("Buka menu Pesanan Saya ya Kak");
    }

    /// <summary>Makes one on the page, after one that is too long was refused with its words kept; and 500 others beside it.</summary>
    private static async Task MakeAsync(CxBotApp app, Window desk)
    {
        var page = desk.Page;
        await SharedReplies.AddAsync(app, Enumerable.Range(0, 500).Select(i => ($"lain-{i}", $"Kata {i}")));
        await page.GotoAsync(new Uri(app.Address, "/desk/canned").ToString());
        await page.GetByTestId("canned-new").ClickAsync();
        await page.GetByTestId("canned-shortcut").FillAsync("refund");
        await page.GetByTestId("canned-name").FillAsync("Refund <b>lama</b>");
        await page.GetByTestId("canned-text").FillAsync(new string('a', 10 * 1024));
        await page.GetByTestId("canned-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("canned-problem")).ToContainTextAsync("8.000");
        await ShotAsync(page, "canned-dialog");
        await desk.IsAccessibleAsync();
        await page.GetByTestId("canned-text").FillAsync("Halo Kak {nama}, saya {agen}. Kami cek refundnya ya.");
        await page.GetByTestId("canned-save").ClickAsync();
        var row = page.Locator("[data-testid=canned-row][data-shortcut=refund]");
        await Assertions.Expect(row).ToContainTextAsync("Refund <b>lama</b>");
        await page.GetByTestId("canned-filter").FillAsync("refund");
        await Assertions.Expect(page.GetByTestId("canned-row")).ToHaveCountAsync(1);
        await row.GetByTestId("canned-delete").ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Sentences.AtDesk("Undo") }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await ShotAsync(page, "canned-page");
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
