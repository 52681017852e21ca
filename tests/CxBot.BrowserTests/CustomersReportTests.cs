using CxBot.BrowserTests.Testing;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Reports.Shopping;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>A manager looks whether customers come back: first there is nothing to say, then each number opens into its
/// customers.</summary>
public sealed class CustomersReportTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_orders_the_page_says_what_to_send_and_with_them_each_number_opens_into_its_customers()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Reports:Cost:Currency"] = "IDR",
            ["Reports:Cost:AgentHour"] = "45000",
        });
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        var page = desk.Page;
        await page.GotoAsync(new Uri(app.Address, ReportAddress.Path + "/customers").ToString());
        await Assertions.Expect(page.GetByTestId("retention-none")).ToContainTextAsync("/api/v1/customers/C-1042/activity");
        await desk.IsAccessibleAsync();
        await EverywhereAsync(desk, "none");

        await BuyAsync(app);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("cohort")).ToHaveCountAsync(4);
        await Assertions.Expect(page.GetByTestId("again-row")).ToHaveCountAsync(4);
        await desk.IsAccessibleAsync();
        await EverywhereAsync(desk, "told");

        // Of forty who came in the first month every third one ordered again in the next.
        await Assertions.Expect(page.GetByTestId("cohort-cell").First).ToContainTextAsync("33");
        await page.GetByTestId("cohort-cell").First.ClickAsync();
        await Assertions.Expect(page.Locator("#rows-title")).ToContainTextAsync(": 13");
        await Assertions.Expect(page.GetByTestId("report-row")).ToHaveCountAsync(13);
        await Assertions.Expect(page.GetByTestId("report-row").First).ToContainTextAsync(Sentences.AtDesk("ReportShopNeverWrote"));
        await desk.IsAccessibleAsync();
        await EverywhereAsync(desk, "rows");
        await page.GoBackAsync();
        await page.Locator("[data-testid=again-row][data-group=WithCase] [data-testid=again-of]").ClickAsync();
        await Assertions.Expect(page.GetByTestId("report-row")).ToHaveCountAsync(10);

        await page.GotoAsync(new Uri(app.Address, ReportAddress.Path + "/outcomes").ToString());
        await Assertions.Expect(page.GetByTestId("cost-part")).ToHaveCountAsync(2);
        await page.GetByTestId("cost").ScrollIntoViewIfNeededAsync();
        await desk.IsAccessibleAsync();
        await EverywhereAsync(desk, "cost");
    }

    private static async Task BuyAsync(CxBotApp app)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        DateTimeOffset Month(int ago) => new DateTimeOffset(now.Year, now.Month, 1, 5, 0, 0, TimeSpan.Zero).AddMonths(-ago);
        var rows = new List<ActivityRow>();
        for (var cohort = 3; cohort >= 0; cohort--)
            for (var one = 0; one < (cohort == 2 ? 12 : 40); one++)
                for (var ago = cohort + 4; ago >= 0; ago--)
                    if (ago == cohort + 4 || one % (cohort + 6 - ago) == 1)
                        rows.Add(new ActivityRow($"C-{cohort}-{one} 🛒", $"INV-{ago}", ActivityKind.Order, Month(ago)));
        rows.AddRange(Enumerable.Range(0, 40).Select(one =>
            new ActivityRow($"C-3-{one} 🛒", "S", ActivityKind.SubscriptionBegun, Month(6))));
        rows.AddRange(Enumerable.Range(0, 9).Select(one =>
            new ActivityRow($"C-3-{one} 🛒", "S", ActivityKind.SubscriptionEnded, Month(one % 4))));
        var shop = app.Services.GetRequiredService<ShopActivities>();
        foreach (var some in rows.Chunk(ShopActivities.MaxAtOnce))
            await shop.StoreAsync(some, Token);
        await app.ReadAsync(async db =>
        {
            var web = new FactName { Kind = FactNameKind.Channel, Name = "web" };
            db.Add(web);
            await db.SaveChangesAsync();
            var buyers = await db.ShopCustomers.Where(c => c.Subject!.StartsWith("C-3-")).OrderBy(c => c.Id).Take(10).ToListAsync();
            db.AddRange(buyers.Select((buyer, at) => new CaseFact
            {
                CaseId = 1000 + at,
                Day = (int)(Month(7) - DateTimeOffset.UnixEpoch).TotalDays + 3,
                At = Month(7).ToUnixTimeSeconds(),
                Channel = web.Id,
                Mark = CaseMark.Customer,
                Outcome = CaseOutcome.SolvedDurable,
                ShopCustomerId = buyer.Id,
            }));
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>It fits a phone, too, and is looked at in both lights.</summary>
    private static async Task EverywhereAsync(Window desk, string name)
    {
        await desk.FitsAsync();
        foreach (var (width, height) in new[] { (1280, 1800), (360, 2600) })
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is not { } shots)
                    break;
                await desk.Page.SetViewportSizeAsync(width, height);
                await desk.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await desk.Page.ScreenshotAsync(
                    new() { Path = Path.Combine(shots, $"customers-{name}-{width}-{scheme}.png"), FullPage = true });
            }

        await desk.Page.SetViewportSizeAsync(360, 740);
        await desk.FitsAsync();
        await desk.Page.SetViewportSizeAsync(1280, 800);
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
