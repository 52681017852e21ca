using System.Diagnostics;
using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class DeskListTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_filtered_saved_and_selected_and_two_agents_never_get_the_same()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await WaitAsync(app, 12);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        var rows = page.GetByTestId("queue-item");
        await Assertions.Expect(rows).ToHaveCountAsync(12);
        await Assertions.Expect(rows.First.GetByTestId("row-want")).ToHaveTextAsync("pesanan INV-10000 belum sampai");

        // The filters stand in the address: they stay while a conversation is opened, and over going back and a reload.
        await page.GetByTestId("filter").ClickAsync();
        await page.GetByTestId("filter-channel").SelectOptionAsync("whatsapp");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await page.GetByTestId("filter-language").SelectOptionAsync("id");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await desk.IsAccessibleAsync();
        await rows.First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("take")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("filter-set")).ToHaveCountAsync(2);
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await page.GetByTestId("filter").ClickAsync();
        await page.GetByTestId("view-name").FillAsync("WhatsApp dulu");
        await page.GetByTestId("view-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("view")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("WhatsApp dulu *4"));
        await page.GetByTestId("filter-clear").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(12);

        // A label, made in the conversation and found by its filter.
        await page.Locator($"[data-conversation={WaitingCrowd.Id(5)}]").ClickAsync();
        await page.GetByTestId("label").ClickAsync();
        await page.GetByTestId("label-search").FillAsync("Retur 📦");
        await page.GetByTestId("label-search").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("label-choice")).ToBeCheckedAsync();
        await desk.IsAccessibleAsync();
        await page.GetByTestId("label-done").ClickAsync();
        await Assertions.Expect(rows.Filter(new() { HasText = "Retur 📦" })).ToHaveCountAsync(1);

        // A range is selected; of its six a colleague takes two while this agent thinks.
        await page.GetByTestId("select").ClickAsync();
        var checks = page.GetByTestId("row-check");
        await checks.Nth(2).ClickAsync();
        await checks.Nth(7).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.GetByTestId("bulk")).ToContainTextAsync("6");
        await desk.IsAccessibleAsync();
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        var pressed = await rows.EvaluateAllAsync<string[]>("rows => rows.slice(2, 8).map(row => row.dataset.conversation)");
        ConversationId[] chosen = [.. pressed.Select(ConversationId.Of)];
        // Straight in the database: the desk hears nothing of it before the press.
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            foreach (var conversation in await db.Conversations.Where(c => chosen.Take(2).Contains(c.Id)).ToListAsync(token))
                conversation.Take(budi.Agent.Id, DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync(token);
        }, Token);
        await page.GetByTestId("bulk-take").ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar")).ToContainTextAsync(Sentences.AtDesk("BulkTaken_Some", 4, 6, 2));
        await Assertions.Expect(rows).ToHaveCountAsync(6);
        var owners = await app.ReadAsync(db => db.Conversations.Where(c => chosen.Contains(c.Id)).GroupBy(c => c.OwnerId)
            .Select(all => all.Count()).OrderBy(count => count).ToListAsync());
        Assert.Equal([2, 4], owners);
        desk.IsClean(app.Address);
    }

    [Fact]
    public async Task Three_hundred_who_wait_are_counted_and_reached_and_nothing_moves_under_who_reads_by_keyboard()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await WaitAsync(app, 299);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Dark);
        var page = desk.Page;
        var rows = page.GetByTestId("queue-item");
        await Assertions.Expect(rows.First.GetByTestId("row-want")).ToHaveTextAsync("pesanan INV-10000 belum sampai");
        await WaitAsync(app, 1, first: 299);
        await Assertions.Expect(page.GetByTestId("waiting-count").First).ToHaveTextAsync("300");
        await Assertions.Expect(page.GetByTestId("list-summary")).ToContainTextAsync("300");
        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"\(300\)"));
        Assert.Equal(300, await app.ReadAsync(db => db.Conversations.CountAsync(c => c.Status == ConversationStatus.WaitingForAgent)));
        // Only what is near the window is in the page, and the last row is not cut.
        Assert.InRange(await rows.CountAsync(), 5, 40);
        Assert.Equal(0, await page.EvaluateAsync<double>("() => document.querySelector('.rows').clientHeight % 76"));

        await rows.First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        var last = page.Locator($"[data-conversation={WaitingCrowd.Id(299)}]");
        await Assertions.Expect(last).ToBeFocusedAsync();
        await Assertions.Expect(last.GetByTestId("row-want")).ToHaveTextAsync("pesanan INV-10299 belum sampai");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(rows.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var read = page.Locator($"[data-conversation={WaitingCrowd.Id(10)}]");
        await Assertions.Expect(read).ToBeFocusedAsync();

        // An urgent one comes first of all, once nobody reads.
        var before = (await read.BoundingBoxAsync())!.Y;
        await WaitAsync(app, 1, first: -10);
        await Assertions.Expect(page.GetByTestId("waiting-count").First).ToHaveTextAsync("301");
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("NewRows", 1))).ToBeVisibleAsync();
        Assert.Equal(before, (await read.BoundingBoxAsync())!.Y);
        await page.GetByTestId("filter").FocusAsync();
        await Assertions.Expect(rows.First).ToHaveAttributeAsync("data-conversation", WaitingCrowd.Id(-10).Value);
        await desk.IsAccessibleAsync();
        await page.SetViewportSizeAsync(360, 740);
        await page.GetByTestId("select").ClickAsync();
        await page.GetByTestId("row-check").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("bulk-take")).ToBeEnabledAsync();
        await desk.FitsAsync();
        await desk.IsAccessibleAsync();
        desk.IsClean(app.Address);
    }

    /// <summary>Run by hand, built for Release: the figures of a queue of five thousand.</summary>
    [Fact(Explicit = true)]
    public async Task Five_thousand_who_wait_are_shown_and_renewed_in_time()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await WaitAsync(app, 5_000);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        var want = page.GetByTestId("row-want").First;
        await Assertions.Expect(page.GetByTestId("waiting-count").First).ToHaveTextAsync("5000");
        var paints = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            // From another page of the desk to the list: the desk itself is there.
            await page.GetByRole(AriaRole.Link, new() { Name = "Saya" }).First.ClickAsync();
            await Assertions.Expect(page.GetByTestId("queue-item")).ToHaveCountAsync(0);
            paints.Add(await MillisecondsAsync(page, "a[href='desk/queue']", "[data-testid=row-want]"));
        }
        var news = new List<double>();
        for (var round = 1; round <= 20; round++)
        {
            var id = WaitingCrowd.Id(-10 * round);
            // One that comes alone; what comes in a burst is gathered on purpose.
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token);
            var shown = page.EvaluateAsync<double>("""
                id => new Promise(done => {
                  const look = () => document.querySelector(`[data-conversation="${id}"]`) ? done(performance.timeOrigin + performance.now())
                    : requestAnimationFrame(look);
                  look();
                })
                """, id.Value);
            await using (var db = Open(app))
                await WaitingCrowd.SeedAsync(db, 1, app.Time.GetUtcNow(), -10 * round);
            var began = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            app.Services.GetRequiredService<Feed>().Publish(id);
            news.Add(await shown - began);
        }
        await page.Locator(".rows").EvaluateAsync("list => list.scrollTop = list.scrollHeight");
        await Assertions.Expect(page.Locator($"[data-conversation={WaitingCrowd.Id(4_999)}]")).ToBeVisibleAsync();

        // What one more desk costs the server: the board is shared.
        GC.Collect();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var windows = new List<IPage>();
        for (var more = 0; more < 5; more++)
        {
            var other = await page.Context.NewPageAsync();
            await other.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());
            await Assertions.Expect(other.GetByTestId("row-want").First).ToBeVisibleAsync();
            windows.Add(other);
        }
        var each = (GC.GetTotalMemory(forceFullCollection: true) - memory) / 5 / 1024.0 / 1024;
        var result = FormattableString.Invariant(
            $"list painted {Median(paints):0} ms (most {paints.Max():0}); a new row {Median(news):0} ms (p95 {news.Order().ElementAt(18):0}); a desk {each:0.00} MB");
        TestContext.Current.SendDiagnosticMessage(result);
        await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "five-thousand.txt"), result, Token);
        Assert.True(Median(paints) < 500 && Median(news) < 200 && each < 3, result);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>From a press to the first words of a list, by the browser's own clock.</summary>
    private static Task<double> MillisecondsAsync(IPage page, string press, string sees) => page.EvaluateAsync<double>("""
        ([press, sees]) => new Promise(done => {
          const began = performance.now();
          const look = () => {
            const seen = document.querySelector(sees);
            if (seen && seen.textContent.trim() !== '…') requestAnimationFrame(() => done(performance.now() - began));
            else requestAnimationFrame(look);
          };
          document.querySelector(press).click();
          look();
        })
        """, new[] { press, sees });

    private static CxBotDbContext Open(CxBotApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext();

    private static async Task WaitAsync(CxBotApp app, int count, int first = 0)
    {
        await using var db = Open(app);
        await WaitingCrowd.SeedAsync(db, count, app.Time.GetUtcNow(), first);
        app.Services.GetRequiredService<Feed>().Publish(WaitingCrowd.Id(first));
    }
}
