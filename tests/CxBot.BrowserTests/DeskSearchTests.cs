using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class DeskSearchTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_searched_for_is_marked_opened_where_it_was_said_and_still_there_afterwards()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await SeedAsync(app);
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await page.GotoAsync(new Uri(app.Address, "/desk/all").ToString());
        var rows = page.GetByTestId("queue-item");
        await Assertions.Expect(rows).ToHaveCountAsync(25);

        // The index follows the log by itself.
        await Eventually.TrueAsync(() => app.ReadAsync(db => Task.FromResult(db.SearchEntries.Count() >= 30)), "the index");
        await page.GetByTestId("search").FillAsync("blm refund gudang");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("search-count")).ToContainTextAsync("1");
        var found = rows.GetByTestId("search-hit").Locator("mark");
        await Assertions.Expect(found).ToHaveTextAsync(["Refund", "belum", "gudang"]);
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();

        await rows.ClickAsync();
        var hit = page.Locator(".transcript").GetByTestId("search-hit");
        await Assertions.Expect(hit).ToBeInViewportAsync();
        await Assertions.Expect(hit.Locator("mark")).ToHaveTextAsync(["Refund", "belum", "gudang"]);
        await Assertions.Expect(page.Locator("[data-testid=message][data-sequence='40']")).ToBeFocusedAsync();
        // It was said long before the last eighty messages, and the end is not read yet.
        await Assertions.Expect(page.GetByText("pesan nomor 300")).ToHaveCountAsync(0);
        await desk.IsAccessibleAsync();

        await page.GetByTestId("search").FillAsync("nomor");
        await Assertions.Expect(page.GetByTestId("hit-count")).ToContainTextAsync("299");
        await page.GetByTestId("hit-previous").ClickAsync();
        await Assertions.Expect(page.Locator(".transcript").GetByTestId("search-hit")).ToContainTextAsync("pesan nomor 300");

        // To the queue and back: the search is as it was left.
        await page.Locator("a[href='desk/queue']").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("search")).ToHaveCountAsync(0);
        await page.Locator("a[href='desk/all']").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("search")).ToHaveValueAsync("nomor");
        await Assertions.Expect(rows).ToHaveCountAsync(1);

        await page.GetByTestId("search").FillAsync("tidakadayangbegini");
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("SearchEmpty"))).ToBeVisibleAsync();
        await desk.IsAccessibleAsync();
        await page.SetViewportSizeAsync(360, 740);
        await page.GetByTestId("search").FillAsync("");
        await Assertions.Expect(rows).ToHaveCountAsync(25);
        await desk.FitsAsync();
        await desk.IsAccessibleAsync();
        desk.IsClean(app.Address);
    }

    private static Task SeedAsync(CxBotApp app) => app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
    {
        var now = app.Time.GetUtcNow();
        for (var i = 0; i < 30; i++)
        {
            var id = $"conversation-{i}";
            db.Add(new Conversation
            {
                Id = new(id),
                Channel = "web",
                CreatedAt = now,
                LastMessageAt = now,
                Customer = new Customer { Name = $"Pelanggan {i}", CreatedAt = now },
            });
            await db.SaveChangesAsync(token);
            // One of them is long.
            for (var sequence = 1; sequence <= (i == 3 ? 300 : 2); sequence++)
                await MessageLog.AppendInboundAsync(db, new InboundMessage
                {
                    ConversationId = new(id),
                    Channel = "web",
                    Text = i == 3 && sequence == 40 ? "Refund saya belum masuk, paketnya sudah di gudang dari Senin"
                        : i == 3 ? $"pesan nomor {sequence}" : "halo kak",
                }, now, token);
            // Nobody is to answer.
            db.ChangeTracker.Clear();
            foreach (var conversation in db.Conversations.Where(c => c.Id == new ConversationId(id)))
                conversation.CoveredSequence = conversation.LastCustomerSequence;
            await db.SaveChangesAsync(token);
        }
    }, Token);
}
