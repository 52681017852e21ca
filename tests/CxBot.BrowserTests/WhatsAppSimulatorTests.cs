using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class WhatsAppSimulatorTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static Dictionary<string, string?> Simulated => new() { ["Channels:WhatsApp:Simulator"] = "true" };

    [Theory]
    [InlineData(1280, 860, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task A_customer_asks_clarifies_by_button_is_handed_over_answered_resolved_and_rates(
        int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Simulated);
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = window.Page;
        await page.GotoAsync(new Uri(app.Address, "/dev/whatsapp").ToString());
        await Assertions.Expect(page.GetByText("Anda memegang telepon Budi Santoso")).ToBeVisibleAsync();
        await window.IsAccessibleAsync();
        await window.FitsAsync();

        await SayAsync(page, "paket refund");
        await Assertions.Expect(Business(page, Sentences.Of("Clarify"))).ToBeVisibleAsync();
        // Three choices or fewer are buttons, more are a list.
        await page.GetByTestId("phone-option").First.ClickAsync();
        if (await page.GetByTestId("phone-row").CountAsync() > 0)
            await page.GetByTestId("phone-row").First.ClickAsync();
        await Assertions.Expect(Business(page, Sentences.Of("Source"))).ToBeVisibleAsync();

        await SayAsync(page, "mau ngomong sama CS dong");
        await Assertions.Expect(Business(page, Sentences.Of("QueuedWithoutEstimate", 1))).ToBeVisibleAsync();
        var conversation = await app.ReadAsync(db => db.Conversations.SingleAsync());
        await sari.TakeAsync(conversation.Id);
        await Assertions.Expect(Business(page, Sentences.Of("Taken", "Sari"))).ToBeVisibleAsync();
        await sari.ReplyAsync(conversation.Id, "Halo Budi, saya cek dulu ya");
        await Assertions.Expect(Business(page, "saya cek dulu")).ToBeVisibleAsync();
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Agent && m.Delivery == DeliveryStatus.Read)),
            "the reply to be read");

        await sari.ResolveAsync(conversation.Id);
        await Business(page, Sentences.Of("Resolved")).GetByTestId("phone-option").ClickAsync();
        await window.IsAccessibleAsync();
        await page.GetByTestId("phone-row").First.ClickAsync();
        await Assertions.Expect(Business(page, Sentences.Of("RatingThanks"))).ToBeVisibleAsync();
        Assert.Equal(5, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Rating);
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        window.IsClean(app.Address);
    }

    [Fact]
    public async Task Files_places_reactions_STOP_and_old_messages_are_sent_and_both_languages_are_complete()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Channels:WhatsApp:Simulator"] = "true" });
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(new Uri(app.Address, "/dev/whatsapp").ToString());
        foreach (var thing in new[] { "phone-photo", "phone-voice", "phone-document", "phone-place" })
        {
            await page.GetByTestId("phone-attach").ClickAsync();
            await page.GetByTestId(thing).ClickAsync();
        }
        await Eventually.TrueAsync(
            () => app.ReadAsync(
                async db => (await db.Messages.Where(m => m.Role == MessageRole.Customer).ToListAsync()).Count(
                    m => m.Content.Attachments is { Count: 1 }) == 3), "three files");
        await Assertions.Expect(Business(page, Sentences.Of("Unread_Location"))).ToBeVisibleAsync();
        var answered = page.Locator("[data-role=business]").First;
        await answered.HoverAsync();
        await answered.GetByRole(AriaRole.Button, new() { Name = "Balas atau beri reaksi" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "👍" }).ClickAsync();
        await Assertions.Expect(answered).ToContainTextAsync("👍");
        await SayAsync(page, "STOP");
        await Assertions.Expect(Business(page, Sentences.Of("Consent_Stop"))).ToBeVisibleAsync();

        await page.GetByTestId("phone-customer-rina").ClickAsync();
        await page.GetByTestId("phone-old").CheckAsync();
        await SayAsync(page, "lacak paket");
        await Assertions.Expect(page.GetByTestId("phone-window")).ToHaveTextAsync("24 jam: tertutup");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("phone-window")).ToHaveTextAsync("24 h: shut");
        Assert.True(await page.EvaluateAsync<bool>(
            "async () => Object.values((await import('/dev/whatsapp/strings.js')).strings).every(s => s.length === 2 && s.every(w => "
            + "w.length > 0))"));
        window.IsClean(app.Address);
    }

    [Theory]
    [InlineData(1280, 860, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task An_agents_gif_arrives_as_a_photo_and_a_template_is_filled_by_number(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Simulated);
        using var http = new HttpClient { BaseAddress = app.Address };
        await using var desk = await DeskWindow.SignInAsync(chromium, app, width, height, scheme);
        var page = desk.Page;
        await WriteAsync(http, "budi", "mau ngomong sama CS dong");
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        await page.Locator(".attach input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "lucu.gif",
                    MimeType = "image/gif",
                    Buffer = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
                });
        await Assertions.Expect(page.GetByTestId("made-still")).ToBeVisibleAsync();
        await desk.FitsAsync();
        await page.GetByTestId("reply").FillAsync("begini cara pasangnya");
        await page.GetByTestId("reply-send").ClickAsync();
        await Eventually.TrueAsync(
            async () => await ViewAsync(http, "budi") is var said && said.Contains("\"image\"", StringComparison.Ordinal)
                && said.Contains("begini cara pasangnya", StringComparison.Ordinal), "the photo and its words");

        await WriteAsync(http, "dewi", "mau ngomong sama CS dong", hoursAgo: 25);
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Conversations.AnyAsync(c => c.Status == ConversationStatus.WaitingForAgent)), "dewi to wait");
        var dewi = await app.ReadAsync(
            db => db.Conversations.Where(c => c.Status == ConversationStatus.WaitingForAgent).Select(c => c.Id).SingleAsync());
        await page.GotoAsync(new Uri(app.Address, $"/desk/queue/{dewi}").ToString());
        await page.GetByTestId("take").ClickAsync();
        await page.GetByTestId("template").SelectOptionAsync("pesanan_sampai|id");
        Assert.Equal(1, await page.Locator("[data-testid=template] optgroup option[disabled]").CountAsync());
        await page.GetByTestId("template-field").Nth(0).FillAsync("Dewi");
        await page.GetByTestId("template-field").Nth(1).FillAsync("INV-9");
        await Assertions.Expect(page.Locator(".template-preview"))
            .ToHaveTextAsync("Pesanan INV-9 untuk Dewi sudah sampai. Ada yang kurang?");
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
        await page.GetByTestId("template-send").ClickAsync();
        await Eventually.TrueAsync(
            async () => await ViewAsync(http, "dewi") is var said && said.IndexOf("Dewi\"", StringComparison.Ordinal) is > 0 and var name
                && said.IndexOf("INV-9", StringComparison.Ordinal) > name, "the template with its values by number");
        desk.IsClean(app.Address);
    }

    private static async Task WriteAsync(HttpClient http, string customer, string text, int hoursAgo = 0)
    {
        using var answer = await http.PostAsJsonAsync("/dev/whatsapp/phone/messages",
            new { customer, type = "text", content = new { body = text }, quoted = (string?)null, hoursAgo },
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The messages on the customer's phone, as they went over the wire.</summary>
    private static async Task<string> ViewAsync(HttpClient http, string customer) =>
        (await http.GetFromJsonAsync<System.Text.Json.JsonElement>(
            $"/dev/whatsapp/phone/view?customer={customer}", TestContext.Current.CancellationToken)).GetProperty("messages").GetRawText();

    private static ILocator Business(IPage page, string text) => Business(page).Filter(new() { HasText = text });

    private static ILocator Business(IPage page, Regex sentence) => Business(page).Filter(new() { HasTextRegex = sentence });

    private static ILocator Business(IPage page) => page.GetByTestId("phone-message").And(page.Locator("[data-role=business]"));

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByTestId("phone-composer").FillAsync(text);
        await page.GetByTestId("phone-composer").PressAsync("Enter");
    }
}
