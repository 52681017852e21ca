using System.Globalization;
using CxBot.BrowserTests.Testing;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>How many presses each act at the desk takes, counted while it is done. Run on demand: the table goes to a file.</summary>
public sealed class DeskClicksTests(Chromium chromium) : IClassFixture<Chromium>
{
    private readonly List<string> _table = ["| act | clicks | keys, words apart |", "|---|---|---|"];
    private int _clicks;
    private int _keys;

    [Fact(Explicit = true)]
    public async Task The_presses_of_each_act_are_counted()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using (var db = app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext())
            await WaitingCrowd.SeedAsync(db, 29, app.Time.GetUtcNow(), first: 1);
        await SharedReplies.AddAsync(app, ("cek", "Kami cek ya Kak"));
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        await using var budi = (await DeskWindow.HireAsync(chromium, app, "Budi")).Window;
        var page = desk.Page;
        await Assertions.Expect(page.GetByTestId("queue-item").First).ToBeVisibleAsync();
        var reply = page.GetByTestId("reply");
        var said = page.Locator("[data-testid=message][data-role=agent]");

        await OnAsync("read the brief", () => ClickAsync(Row(page, 10)), page.GetByTestId("brief"));
        await OnAsync("take", () => ClickAsync(page.GetByTestId("take")), page.Locator("[data-testid=reply]:focus"));
        await OnAsync("reply", () => WriteAsync(page, "Halo Kak"), said.Nth(0));
        await OnAsync("canned reply", async () =>
        {
            await KeysAsync(page, "/", "c", "Enter");
            await Assertions.Expect(reply).ToHaveValueAsync("Kami cek ya Kak");
            await KeysAsync(page, "Enter");
        }, said.Nth(1));
        await OnAsync("note", async () =>
        {
            await ClickAsync(page.GetByTestId("note"));
            await Assertions.Expect(page.GetByTestId("note-text")).ToBeVisibleAsync();
            await WriteAsync(page, "sudah dicek");
        }, page.Locator("[data-testid=message]").Filter(new() { HasText = "sudah dicek" }));
        await OnAsync("follow up tomorrow morning", async () =>
        {
            await ClickAsync(page.GetByTestId("follow-up"));
            await ClickAsync(page.GetByTestId("follow-up-confirm"));
        }, page.GetByTestId("put-off"));
        await OnAsync("resolve", () => ResolveAsync(page), page.GetByTestId("reopen"));
        await OnAsync("take a wrong resolution back", () => ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Urungkan" })),
            page.GetByTestId("resolve"));
        await OnAsync("resolve with another outcome", async () =>
        {
            await ClickAsync(page.GetByTestId("resolve"));
            await ClickAsync(page.Locator("input[name=outcome][value=NotReachable]"));
            await ClickAsync(page.GetByTestId("resolve-confirm"));
        }, page.GetByTestId("reopen"));
        await OnAsync("reopen", () => ClickAsync(page.GetByTestId("reopen")), page.GetByTestId("resolve"));
        await ResolveAsync(page);
        await OnAsync("from a resolved one to the next", () => ClickAsync(page.GetByTestId("next")), page.GetByTestId("take"));

        await ClickAsync(page.GetByTestId("take"));
        await Assertions.Expect(page.GetByTestId("transfer")).ToBeVisibleAsync();
        await OnAsync("transfer", async () =>
        {
            await ClickAsync(page.GetByTestId("transfer"));
            await ClickAsync(page.GetByTestId("transfer-to").Filter(new() { HasText = "Budi" }));
        }, page.Locator(".status-chip, .conversation-meta").Filter(new() { HasText = "Budi" }));
        await OnAsync("an administrator takes another's", async () =>
        {
            await ClickAsync(page.GetByTestId("transfer"));
            await ClickAsync(page.GetByTestId("transfer-to").Filter(new() { HasText = "Sari" }));
        }, page.GetByTestId("snooze"));
        await OnAsync("hand to the bot", () => ClickAsync(page.GetByTestId("return-to-bot")), page.GetByTestId("take-from-bot"));
        await OnAsync("take from the bot", () => ClickAsync(page.GetByTestId("take-from-bot")), page.GetByTestId("resolve"));
        await OnAsync("back to the queue", () => ClickAsync(page.GetByTestId("release")), page.GetByTestId("take"));

        await page.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());
        await OnAsync("whole case with the mouse: open, take, reply, resolve", async () =>
        {
            await ClickAsync(Row(page, 20));
            await ClickAsync(page.GetByTestId("take"));
            await Assertions.Expect(reply).ToBeFocusedAsync();
            await WriteAsync(page, "Sudah saya kirim ulang");
            await Assertions.Expect(said).ToHaveCountAsync(1);
            await ResolveAsync(page);
        }, page.GetByTestId("reopen"));
        await page.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());
        await Assertions.Expect(page.Locator(".rows a.row:not([tabindex='-1'])")).ToHaveCountAsync(1);
        await OnAsync("whole case with the keyboard", async () =>
        {
            await KeysAsync(page, "j", "Enter");
            await Assertions.Expect(page.Locator(".conversation-head h1")).ToBeFocusedAsync();
            await KeysAsync(page, "t");
            await Assertions.Expect(page.GetByTestId("resolve")).ToBeVisibleAsync();
            await WriteAsync(page, "Sudah saya kirim ulang");
            await Assertions.Expect(said).ToHaveCountAsync(1);
            await KeysAsync(page, "Escape", "e");
            await Assertions.Expect(page.GetByTestId("resolve-confirm")).ToBeFocusedAsync();
            await KeysAsync(page, "Enter");
        }, page.GetByTestId("reopen"));
        await OnAsync("search", async () =>
        {
            await KeysAsync(page, "/");
            await page.Keyboard.TypeAsync("kirim ulang");
        }, page.GetByTestId("search-hit").First);

        await page.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());
        await Assertions.Expect(page.GetByTestId("queue-item").First).ToBeVisibleAsync();
        await OnAsync("take all that are shown", async () =>
        {
            await ClickAsync(page.GetByTestId("select"));
            await ClickAsync(page.GetByTestId("select-all"));
            await ClickAsync(page.GetByTestId("bulk-take"));
        }, page.Locator(".mud-snackbar").First);

        await File.WriteAllLinesAsync(Path.Combine(Path.GetTempPath(), "desk-clicks.md"), _table, TestContext.Current.CancellationToken);
    }

    /// <summary>Does one act until what it is for is seen, and writes down what it took.</summary>
    private async Task OnAsync(string act, Func<Task> does, ILocator sees)
    {
        (_clicks, _keys) = (0, 0);
        await does();
        await Assertions.Expect(sees).ToBeVisibleAsync();
        _table.Add(string.Create(CultureInfo.InvariantCulture, $"| {act} | {_clicks} | {_keys} |"));
    }

    private static ILocator Row(IPage page, int number) => page.Locator($"[data-conversation={WaitingCrowd.Id(number)}]");

    private Task ClickAsync(ILocator what)
    {
        _clicks++;
        return what.ClickAsync();
    }

    private async Task KeysAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            _keys++;
            await page.Keyboard.PressAsync(key);
        }
    }

    private async Task WriteAsync(IPage page, string words)
    {
        await page.Keyboard.TypeAsync(words);
        await KeysAsync(page, "Enter");
    }

    private async Task ResolveAsync(IPage page)
    {
        await ClickAsync(page.GetByTestId("resolve"));
        await ClickAsync(page.GetByTestId("resolve-confirm"));
    }
}
