using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>Files at the desk: what an agent sends, and what a customer sent.</summary>
public sealed class DeskFilesTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_by_choice_paste_and_drop_outlive_a_reload_with_their_words_and_go_out_together()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.AskForPersonAsync();
        var page = desk.Page;
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        await customer.WaitForSentenceAsync("Taken", "Sari");
        await Assertions.Expect(page.GetByTestId("attach")).ToBeEnabledAsync();
        await page.GetByTestId("attach").SetInputFilesAsync(
        [
            new FilePayload { Name = "kuitansi.png", MimeType = "image/png", Buffer = SampleFiles.Png },
            new FilePayload { Name = "bukan-gambar.png", MimeType = "image/png", Buffer = "MZ\0\0"u8.ToArray() },
            new FilePayload { Name = "syarat.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf },
        ]);
        await Assertions.Expect(Attached(page, "there")).ToHaveCountAsync(2);
        await Assertions.Expect(Attached(page, "refused")).ToContainTextAsync(Sentences.AtDesk("MediaRefusal_WrongKind"));
        await GiveAsync(page, "[data-testid=reply]", "paste", "clipboardData", "tempel.png");
        await Assertions.Expect(Attached(page, "there")).ToHaveCountAsync(3);
        await GiveAsync(page, ".transcript", "drop", "dataTransfer", "jatuh.png");
        await Assertions.Expect(Attached(page, "there")).ToHaveCountAsync(4);
        await page.GetByTestId("reply").PressSequentiallyAsync("Ini buktinya ya");
        await ShotAsync(page, "files-attached");
        await desk.IsAccessibleAsync();
        // Of a shift that is no more, and of one too long ago.
        await page.EvaluateAsync("""
            () => {
              localStorage.setItem('desk-draft:who-has-gone:reply:1', JSON.stringify({ text: 'rahasia', files: [], at: Date.now() }));
              localStorage.setItem('desk-draft:who-has-gone:note:2', JSON.stringify({ text: 'rahasia', files: [], at: Date.now() - 31 * 86400000 }));
            }
            """);

        await page.ReloadAsync();
        await Assertions.Expect(Attached(page, "there")).ToHaveCountAsync(4);
        await Assertions.Expect(page.GetByTestId("reply")).ToHaveValueAsync("Ini buktinya ya");
        await Eventually.TrueAsync(
            () => page.EvaluateAsync<bool>("() => !Object.keys(localStorage).some(name => name.includes('who-has-gone'))"),
            "drafts of who has gone are forgotten");
        await page.GetByTestId("tray").GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(Attached(page, "there")).ToHaveCountAsync(3);
        await page.GetByTestId("reply").PressAsync("Enter");
        await customer.WaitForTextAsync("Ini buktinya ya");
        await Assertions.Expect(page.GetByTestId("tray")).ToHaveCountAsync(0);
        var sent = await app.ReadAsync(db => db.Messages.SingleAsync(m => m.Role == MessageRole.Agent, Token));
        Assert.Equal(["syarat.pdf", "tempel.png", "jatuh.png"], sent.Content.Attachments!.Select(file => file.FileName));

        // A long draft on a phone leaves the conversation its room.
        await page.SetViewportSizeAsync(360, 740);
        await page.GetByTestId("reply").FillAsync(string.Join('\n', Enumerable.Range(1, 12).Select(line => $"baris {line}")));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("reply")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("baris 12"));
        await ShotAsync(page, "long-draft-phone");
        Assert.InRange(await page.EvaluateAsync<double>("() => document.querySelector('.composer').offsetHeight / innerHeight"), 0.1, 0.4);
        // The words of an empty box stand in its one line.
        Assert.Equal("nowrap", await page.GetByTestId("reply").EvaluateAsync<string>("box => getComputedStyle(box, '::placeholder').whiteSpace"));
        await desk.FitsAsync();
        desk.IsClean(app.Address);

        // A browser that keeps nothing says so once, and sends all the same.
        var other = await page.Context.NewPageAsync();
        var nowhere = await other.GotoAsync(new Uri(app.Address, "/desk/reports-of-old").ToString());
        Assert.Equal(404, nowhere!.Status);
        await ShotAsync(other, "not-found");
        await other.GetByTestId("back-to-queue").ClickAsync();
        await Assertions.Expect(other.GetByTestId("waiting-count").First).ToBeAttachedAsync();
        await other.AddInitScriptAsync("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
        await other.GotoAsync(page.Url);
        await other.GetByTestId("reply").PressSequentiallyAsync("!");
        await Assertions.Expect(other.GetByTestId("not-sent")).ToContainTextAsync(Sentences.AtDesk("DraftsNotKept"));
        await other.GetByTestId("reply").PressAsync("Enter");
        await customer.WaitForTextAsync("baris 12");
        await other.CloseAsync();

        // Who may not come back leaves nothing behind.
        await page.GetByTestId("reply").PressSequentiallyAsync("setengah kalimat");
        await DeskBrowser.HireAsync(app, "Budi", AgentRoles.Administrator);
        var sari = await app.ReadAsync(db => db.Users.SingleAsync(a => a.DisplayName == "Sari", Token));
        Assert.Null(await app.Services.GetRequiredService<AgentAccounts>().DisableAsync(AuditActor.CommandLine, sari.Id, Token));
        await Assertions.Expect(page.GetByTestId("sign-in-email")).ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>("() => Object.keys(localStorage).filter(name => name.startsWith('desk-draft'))"));
    }

    [Fact]
    public async Task What_a_customer_sent_is_heard_and_looked_at_in_place()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Dark);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.AskForPersonAsync();
        await SendAsync(app, SharedKind.Voice, "pesan.mp3", SilentMp3());
        await SendAsync(app, SharedKind.Image, "retak.png", SampleFiles.Png);
        await SendAsync(app, SharedKind.Image, "kardus.png", SampleFiles.Png);
        await SendAsync(app, SharedKind.Sticker, "stiker.png", SampleFiles.Png);
        await SendAsync(app, SharedKind.Document, "kuitansi.pdf",
            [.. SampleFiles.Pdf, .. "3 0 obj<</Type/Pages/Count 3/Kids[]>>endobj"u8]);
        await ShareAsync(app, new MessageContent.Shared(
            new SharedPart(SharedKind.Location, ["Toko Kita", "Jalan Melati 5"], -6.2, 106.8)));
        var page = desk.Page;
        await page.GetByTestId("queue-item").ClickAsync();

        var voice = page.GetByTestId("played");
        await Eventually.TrueAsync(() => voice.Locator("audio").EvaluateAsync<bool>("audio => audio.duration > 0.5"), "the length");
        await voice.GetByTestId("speed").ClickAsync();
        Assert.Equal(1.5, await voice.Locator("audio").EvaluateAsync<double>("audio => audio.playbackRate"));
        await Assertions.Expect(page.GetByTestId("file-card")).ToContainTextAsync(Sentences.AtDesk("PdfPages", 3));
        await Assertions.Expect(page.GetByTestId("map")).ToContainTextAsync("Jalan Melati 5");
        await Assertions.Expect(page.GetByTestId("map")).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Assertions.Expect(page.Locator(".bubble.bare img")).ToBeVisibleAsync();

        var second = page.Locator("a[data-lightbox]").Nth(1);
        await second.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var box = page.GetByTestId("lightbox");
        await Assertions.Expect(box).ToContainTextAsync("kardus.png");
        await Assertions.Expect(box).ToContainTextAsync("2 / 3");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(box).ToContainTextAsync("retak.png");
        await desk.IsAccessibleAsync();
        await ShotAsync(page, "lightbox");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(box).ToBeHiddenAsync();
        await Assertions.Expect(second).ToBeFocusedAsync();
        await ShotAsync(page, "media");
        await desk.IsAccessibleAsync();
        desk.IsClean(app.Address);
    }

    private static ILocator Attached(IPage page, string state) => page.Locator($"[data-testid=attached][data-state={state}]");

    private static Task GiveAsync(IPage page, string place, string kind, string holder, string name) => page.EvaluateAsync(
        """
        ([place, kind, holder, name, picture]) => {
          const all = new DataTransfer();
          all.items.add(new File([Uint8Array.from(atob(picture), c => c.charCodeAt(0))], name, { type: 'image/png' }));
          const Kind = kind === 'paste' ? ClipboardEvent : DragEvent;
          document.querySelector(place).dispatchEvent(new Kind(kind, { [holder]: all, bubbles: true, cancelable: true }));
        }
        """, new[] { place, kind, holder, name, Convert.ToBase64String(SampleFiles.Png) });

    private static async Task SendAsync(CxBotApp app, SharedKind kind, string name, byte[] content)
    {
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync(Token));
        using var stream = new MemoryStream(content);
        var file = await app.Services.GetRequiredService<MediaStore>().SaveAsync(stream, name, id, Token);
        await ShareAsync(app, new MessageContent.Shared(new SharedPart(kind, []), [file]));
    }

    private static Task ShareAsync(CxBotApp app, MessageContent content) =>
        app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(token);
            db.Messages.Add(new Message
            {
                ConversationId = conversation.Id,
                Channel = conversation.Channel,
                Sequence = await db.Messages.MaxAsync(m => m.Sequence, token) + 100,
                Role = MessageRole.Customer,
                Text = "",
                At = app.Time.GetUtcNow(),
                Content = content,
            });
            await db.SaveChangesAsync(token);
            return 0;
        }, Token);

    /// <summary>About a second of nothing, at 128 kbit/s.</summary>
    private static byte[] SilentMp3() => [.. Enumerable.Repeat((byte[])[0xFF, 0xFB, 0x90, 0x00, .. new byte[413]], 40).SelectMany(f => f)];

    private static Task ShotAsync(IPage page, string name) => Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } folder
        ? page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") }) : Task.CompletedTask;
}
