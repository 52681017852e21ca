using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>The desk without a mouse: the whole case, the help, the palette, and the brief as a drawer.</summary>
public sealed class DeskKeyboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Waiting = 200;

    /// <summary>Rows that Tab leaves out: all but one.</summary>
    private const string OtherStops = ".rows a.row[tabindex='-1']";

    [Fact]
    public async Task A_whole_case_takes_seven_keys_among_two_hundred_rows()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await WaitAsync(app, Waiting);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await Assertions.Expect(page.GetByTestId("queue-item").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".rows a.row:not([tabindex='-1'])")).ToHaveCountAsync(1);

        await PressAsync(page, "j", "Enter");
        await Assertions.Expect(page.Locator(".conversation-head h1")).ToBeFocusedAsync();
        await PressAsync(page, "t");
        await Assertions.Expect(page.GetByTestId("reply")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("resolve")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("Sudah saya kirim ulang ya Kak");
        await PressAsync(page, "Enter");
        await Assertions.Expect(page.Locator("[data-testid=message][data-role=agent]")).ToHaveCountAsync(1);
        await PressAsync(page, "Escape", "e");
        await Assertions.Expect(page.GetByTestId("resolve-confirm")).ToBeFocusedAsync();
        await PressAsync(page, "Enter");
        await Assertions.Expect(page.GetByTestId("resolve-confirm")).ToHaveCountAsync(0);
        await Eventually.TrueAsync(() => app.ReadAsync(db =>
            Task.FromResult(db.Conversations.Any(c => c.Status == ConversationStatus.Resolved))), "the case to be resolved");
        // With the word of what was done still on the screen.
        await Assertions.Expect(page.Locator(".mud-snackbar").First).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        desk.IsClean(app.Address);
    }

    [Fact]
    public async Task Keys_are_told_found_by_name_turned_off_and_never_taken_from_who_writes()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await WaitAsync(app, 3);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1024, 768, ColorScheme.Dark);
        var page = desk.Page;
        await Assertions.Expect(page.Locator(OtherStops)).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#key-help")).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#key-help")).ToBeHiddenAsync();

        // What is struck while the box is still coming is for the box.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jt?");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("jt?");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("antr");
        await Assertions.Expect(page.Locator("#palette li")).ToHaveCountAsync(1);
        await desk.IsAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/desk/queue");
        await Assertions.Expect(page.Locator("a.row[href^='desk/queue/']").First).ToBeVisibleAsync();

        // The brief is a drawer here: in it goes the focus, and stays, and comes back.
        await PressAsync(page, "j", "Enter");
        await Assertions.Expect(page.Locator(".conversation-head h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("b");
        await Assertions.Expect(page.Locator(".brief-close")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => document.getElementById('brief').contains(document.activeElement)"));
        await desk.IsAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".conversation-head h1")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#brief.open")).ToHaveCountAsync(0);

        await page.GotoAsync(new Uri(app.Address, "/desk/profile").ToString());
        await page.GetByRole(AriaRole.Switch, new() { NameRegex = Sentences.AtDesk("SetKeys") }).ClickAsync();
        await page.GetByRole(AriaRole.Heading).First.ClickAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#key-help")).ToBeHiddenAsync();
        desk.IsClean(app.Address);
    }

    /// <summary>Nobody waits for the server before they type on: not one letter of a note may be found in what goes to the
    /// customer.</summary>
    [Fact]
    public async Task What_is_struck_right_after_a_turn_to_the_note_is_the_notes_alone()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await WaitAsync(app, 1);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await page.GetByTestId("queue-item").First.ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        await Assertions.Expect(page.GetByTestId("reply")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Baik Kak");
        await PressAsync(page, "Escape");
        // As fast as the browser takes them: the server has not answered in between.
        await page.EvaluateAsync("""
            () => {
              document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
              window.focused = document.activeElement.dataset.testid;
              document.execCommand('insertText', false, 'pernah menipu, ');
            }
            """);
        Assert.Equal("note-text", await page.EvaluateAsync<string>("() => window.focused"));
        await page.Keyboard.TypeAsync("hati-hati");
        await PressAsync(page, "Enter");
        await Assertions.Expect(page.Locator("[data-testid=message][data-role=note]")).ToContainTextAsync("pernah menipu, hati-hati");
        await Assertions.Expect(page.GetByTestId("reply")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("reply")).ToHaveValueAsync("Baik Kak");
        await Assertions.Expect(page.GetByTestId("note-text")).ToBeHiddenAsync();
        await desk.IsAccessibleAsync();
        desk.IsClean(app.Address);
    }

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    private static Task WaitAsync(CxBotApp app, int count)
    {
        var now = app.Time.GetUtcNow();
        return app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            for (var i = 0; i < count; i++)
            {
                var customer = new Customer { Name = $"Budi {i}", CreatedAt = now };
                var conversation =
                    new Conversation { Id = new($"c{i}"), Channel = "web", Customer = customer, CreatedAt = now, LastMessageAt = now };
                var handover = new HandoverRequest
                {
                    ConversationId = conversation.Id,
                    Reason = HandoverReason.CustomerAsked,
                    Priority = HandoverPriority.Normal,
                    Brief = new HandoverBrief(["paket saya belum sampai"], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
                    RequestedAt = now,
                    QueuedAt = now,
                };
                db.AddRange(conversation, handover);
                await db.SaveChangesAsync(token);
                conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
            }
            await db.SaveChangesAsync(token);
        }, TestContext.Current.CancellationToken);
    }
}
