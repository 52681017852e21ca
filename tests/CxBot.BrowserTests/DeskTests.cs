using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class DeskTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_first_administrator_signs_in_takes_answers_and_resolves_and_the_customer_rates()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await SignInAsync(app);
        await using var customer = await chromium.OpenAsync(360, 740);
        await customer.Page.GotoAsync(app.Address.ToString());
        await customer.Page.GetByTestId("launcher").ClickAsync();
        await SayAsync(customer.Page, "pesanan INV-2231 saya rusak");
        await SayAsync(customer.Page, "mau ngomong sama CS dong");
        await Assertions.Expect(customer.Page.GetByTestId("handover-card")).ToBeVisibleAsync();

        // On top without a reload, with the brief first.
        var item = desk.Page.GetByTestId("queue-item");
        await Assertions.Expect(item).ToHaveCountAsync(1);
        await Assertions.Expect(desk.Page.GetByTestId("waiting-count").First).ToContainTextAsync("1");
        await item.ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("brief")).ToContainTextAsync("INV-2231");
        await desk.IsAccessibleAsync();

        await desk.Page.GetByTestId("take").ClickAsync();
        // At once, however long the take takes: no key is lost.
        await desk.Page.GetByTestId("reply").PressSequentiallyAsync("Halo, saya cek dulu ya", new() { Delay = 60 });
        await Assertions.Expect(customer.Page.GetByText(Sentences.Of("Taken", "Sari")).First).ToBeVisibleAsync();
        await Assertions.Expect(customer.Page.GetByTestId("typing")).ToContainTextAsync("Sari");
        await desk.Page.GetByTestId("reply-send").ClickAsync();
        await Assertions.Expect(customer.Page.Locator("[data-role=agent]").Filter(new() { HasText = "Halo, saya cek dulu ya" }))
            .ToBeVisibleAsync();

        await SayAsync(customer.Page, "makasih kak");
        await Assertions.Expect(desk.Page.Locator("[data-testid=message][data-role=customer]").Filter(new() { HasText = "makasih kak" }))
            .ToBeVisibleAsync();
        await desk.Page.GetByTestId("resolve").ClickAsync();
        await desk.Page.GetByTestId("resolve-confirm").ClickAsync();
        await customer.Page.GetByTestId("rating-5").ClickAsync();
        var send = customer.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim penilaian" });
        if (await send.IsVisibleAsync())
            await send.ClickAsync();
        await Assertions.Expect(customer.Page.GetByText(Sentences.Of("RatingThanks")).First).ToBeVisibleAsync();
        desk.IsClean(app.Address);
        customer.IsClean(app.Address);
    }

    [Fact]
    public async Task What_is_typed_before_the_script_knows_the_box_stays()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var window = await chromium.OpenAsync(360, 740);
        // The shop's page: the desk's own lets no other script in.
        await window.Page.GotoAsync(app.Address.ToString());
        var kept = await window.Page.EvaluateAsync<string>("""
            async () => {
              const box = document.createElement('textarea');
              box.value = 'Halo Kak';
              (await import('/desk/composer.js')).attachComposer(box, null, 'reply:1', true);
              return box.value;
            }
            """);
        Assert.Equal("Halo Kak", kept);
    }

    [Fact]
    public async Task A_number_that_may_not_send_is_told_of_until_it_sends_again()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await SignInAsync(app);
        var pace = app.Services.GetRequiredService<WhatsAppRateLimiter>();
        pace.StopSending(190, "Invalid OAuth access token");
        await desk.Page.GetByTestId("whatsapp-notice").ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("190 Invalid OAuth access token")).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        pace.Sent();
        await Assertions.Expect(desk.Page.GetByTestId("whatsapp-notice")).ToHaveCountAsync(0);
        desk.IsClean(app.Address);
    }

    [Fact]
    public async Task Without_signing_in_nothing_of_the_desk_is_shown()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var window = await chromium.OpenAsync(360, 740);
        await window.Page.GotoAsync(new Uri(app.Address, "/desk").ToString());
        await Assertions.Expect(window.Page.GetByTestId("sign-in-email")).ToBeVisibleAsync();
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        window.IsClean(app.Address);
    }

    [Theory]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    public async Task The_empty_desk_teaches_fits_and_is_accessible(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await SignInAsync(app, width, height, scheme);
        await Assertions.Expect(desk.Page.GetByText(Sentences.AtDesk("QueueEmpty")).First).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
        desk.IsClean(app.Address);
    }

    [Fact]
    public async Task A_row_of_all_conversations_stays_true_while_it_is_watched()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        await using var desk = await SignInAsync(app);
        await using var customer = await chromium.OpenAsync(360, 740);
        await customer.Page.GotoAsync(app.Address.ToString());
        await customer.Page.GetByTestId("launcher").ClickAsync();
        await SayAsync(customer.Page, "mau ngomong sama CS dong");
        await Assertions.Expect(customer.Page.GetByTestId("handover-card")).ToBeVisibleAsync();
        await desk.Page.GotoAsync(new Uri(app.Address, "/desk/all").ToString());
        var row = desk.Page.GetByTestId("queue-item");
        await Assertions.Expect(row).ToContainTextAsync(Sentences.AtDesk("ConversationStatus_WaitingForAgent"));

        var id = await app.ReadAsync(db => Task.FromResult(db.Conversations.Single().Id));
        await budi.TakeAsync(id);
        await Assertions.Expect(row).ToContainTextAsync("Budi");
        await budi.ResolveAsync(id);
        await Assertions.Expect(row).ToContainTextAsync(Sentences.AtDesk("ConversationStatus_Resolved"));
        await SayAsync(customer.Page, "lacak paket");
        await Assertions.Expect(row).ToContainTextAsync("lacak paket");
        desk.IsClean(app.Address);
    }

    [Fact]
    public async Task What_one_agent_began_to_write_is_not_there_for_the_next_and_goes_when_they_sign_out()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await SignInAsync(app);
        var page = desk.Page;
        await using var customer = await chromium.OpenAsync(360, 740);
        await customer.Page.GotoAsync(app.Address.ToString());
        await customer.Page.GetByTestId("launcher").ClickAsync();
        await SayAsync(customer.Page, "mau ngomong sama CS dong");
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("note").ClickAsync();
        await page.GetByTestId("note-text").PressSequentiallyAsync("pelanggan ini mudah marah");
        var address = page.Url;

        // The session ends without a word, as overnight; the next shift signs in at the same computer.
        await app.Services.GetRequiredService<AgentAccounts>()
            .CreateAsync(AuditActor.CommandLine, "rina@example.test", "Rina", AgentRoles.Agent, "kata-sandi-yang-lain-panjang",
                TestContext.Current.CancellationToken);
        await page.Context.ClearCookiesAsync();
        await SignInHereAsync(page, app, "rina@example.test", "kata-sandi-yang-lain-panjang");
        await page.GotoAsync(address);
        await page.GetByTestId("note").ClickAsync();
        await Assertions.Expect(page.GetByTestId("note-text")).ToBeEnabledAsync();
        await page.GetByTestId("note-text").PressSequentiallyAsync("catatan Rina");
        await Assertions.Expect(page.GetByTestId("note-text")).ToHaveValueAsync("catatan Rina");

        await page.GotoAsync(new Uri(app.Address, "/desk/profile").ToString());
        await page.GetByTestId("sign-out").ClickAsync();
        await Assertions.Expect(page.GetByTestId("sign-in-email")).ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>("() => Object.keys(localStorage).filter(name => name.startsWith('desk-draft'))"));
    }

    private static async Task SignInHereAsync(IPage page, CxBotApp app, string email, string password)
    {
        await page.GotoAsync(new Uri(app.Address, "/desk/sign-in").ToString());
        await page.GetByTestId("sign-in-email").FillAsync(email);
        await page.GetByTestId("sign-in-password").FillAsync(password);
        await page.GetByTestId("sign-in-submit").ClickAsync();
        await Assertions.Expect(page.GetByTestId("waiting-count").First).ToBeAttachedAsync();
    }

    private Task<Window> SignInAsync(CxBotApp app, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light) =>
        DeskWindow.SignInAsync(chromium, app, width, height, scheme);

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByTestId("composer").FillAsync(text);
        await page.GetByTestId("composer").PressAsync("Enter");
    }
}
