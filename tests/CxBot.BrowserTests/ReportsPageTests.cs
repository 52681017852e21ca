using CxBot.BrowserTests.Testing;
using CxBot.Reports.Figures;
using CxBot.Tests.Testing;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>A manager reads the figures, asks what they mean, and opens the cases behind them.</summary>
public sealed class ReportsPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task Each_figure_says_what_it_means_and_opens_into_as_many_cases(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, width, height, scheme);
        var page = desk.Page;
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("Reports") }).First.ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("ReportEmpty")).First).ToBeVisibleAsync();
        await ShotAsync(page, $"reports-none-{width}-{scheme}");
        await IsGoodAsync(desk);

        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        await using var answered = await DirectLineCustomer.StartAsync(app);
        await answered.SayAsync("refund saya kok belum masuk ya?");
        await answered.WaitForAnswerAsync("refund-timing");
        await using var helped = await DirectLineCustomer.StartAsync(app);
        await helped.AskForPersonAsync();
        Assert.True((await budi.TakeAsync(helped.ConversationId)).Won);
        await budi.ReplyAsync(helped.ConversationId, "Halo, saya Budi.");
        await budi.ResolveAsync(helped.ConversationId);
        await Eventually.TrueAsync(async () => !await app.ReadAsync(db => db.CaseChanges.AnyAsync())
            && await app.ReadAsync(db => db.CaseFacts.CountAsync()) == 2, "the facts have followed");

        await page.ReloadAsync();
        await Assertions.Expect(Figure(page, AllFigures.Cases.Id)).ToContainTextAsync("2");
        await Assertions.Expect(page.GetByTestId("report-hours").GetByRole(AriaRole.Link)).ToHaveTextAsync("2");
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("ReportHourlyText", "WIB")).First).ToBeVisibleAsync();
        await page.Locator(".report-tile .meaning summary").First.ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("ReportMeaning_cases")).First).ToBeVisibleAsync();
        await IsGoodAsync(desk);
        await ShotAsync(page, $"reports-{width}-{scheme}");
        await page.GetByTestId("report-hours").ScrollIntoViewIfNeededAsync();
        await ShotAsync(page, $"reports-below-{width}-{scheme}");

        await PressAllAsync(desk, $"{width}-{scheme}");
        await page.GetByTestId("report-section-overview").ClickAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("report-file-handovers-csv").ClickAsync());
        Assert.Equal("cxbot-handovers.csv", file.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal((2, true), (lines.Length, lines[1].Contains("CustomerAsked", StringComparison.Ordinal)));

        await page.GetByTestId("report-section-waiting").ClickAsync();
        await Assertions.Expect(Figure(page, "first-reply")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("report-section-waiting")).ToHaveAttributeAsync("aria-current", "page");
        await page.Locator("#report-clock").SelectOptionAsync("open");
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("ReportWaitingOpen")).First).ToBeVisibleAsync();
        Assert.Contains("clock=open", page.Url, StringComparison.Ordinal);
        await Figure(page, "first-reply").ClickAsync();
        await Assertions.Expect(page.GetByTestId("report-row")).ToHaveCountAsync(1);
        await IsGoodAsync(desk);
        await ShotAsync(page, $"reports-rows-{width}-{scheme}");
        await page.GetByTestId("report-row").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByTestId("message").First).ToBeVisibleAsync();
    }

    /// <summary>Every figure but of questions that nobody was asked stands on some part of the report; pressed, there are as many
    /// rows as it says.</summary>
    private static async Task PressAllAsync(Window desk, string name)
    {
        var page = desk.Page;
        var missing = AllFigures.All.Except(VoiceFigures.All).Except([AllFigures.Satisfied, AllFigures.AnsweredSurveys])
            .Select(figure => figure.Id).ToHashSet();
        // Of customers nothing is said before the shop tells of its orders.
        foreach (var section in ReportAddress.Sections.Where(section => section != "customers"))
        {
            await page.GetByTestId("report-section-" + section).ClickAsync();
            await Assertions.Expect(page.GetByTestId("report-section-" + section)).ToHaveAttributeAsync("aria-current", "page");
            await Assertions.Expect(page.GetByTestId("report-figure").First).ToBeVisibleAsync();
            await IsGoodAsync(desk);
            await ShotAsync(page, $"reports-{section}-{name}");
            var ids = await page.GetByTestId("report-figure").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.figure)");
            foreach (var id in ids.Where(missing.Remove))
            {
                var count = await Figure(page, id).GetAttributeAsync("data-count");
                await Figure(page, id).ClickAsync();
                await Assertions.Expect(page.Locator("#rows-title")).ToContainTextAsync(": " + count);
                await Assertions.Expect(page.GetByTestId("report-row")).ToHaveCountAsync(
                    int.Parse(count!, System.Globalization.CultureInfo.InvariantCulture));
                await page.GoBackAsync();
                await Assertions.Expect(Figure(page, id)).ToBeVisibleAsync();
            }
        }

        Assert.Empty(missing);
    }

    /// <summary>A page that somebody opens next year must not break for a word that was forgotten.</summary>
    [Fact]
    public void Every_figure_has_a_name_and_a_meaning_in_both_languages()
    {
        var words = new DeskWords();
        foreach (var language in DeskWords.Languages)
        {
            words.Use(language);
            Assert.All(AllFigures.All, figure => Assert.NotNull(words.Find("Report_" + figure.Id)));
            Assert.All(AllFigures.All, figure => Assert.NotNull(words.Find("ReportMeaning_" + figure.Id)));
        }
    }

    private static ILocator Figure(IPage page, string id) => page.Locator($"[data-testid=report-figure][data-figure='{id}']").First;

    private static async Task IsGoodAsync(Window desk)
    {
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await page.ScreenshotAsync(new() { Path = Path.Combine(shots, name + ".png") });
    }
}
