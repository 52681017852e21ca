using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class EvaluationPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    public async Task An_administrator_reads_why_measures_gives_questions_checks_and_replays(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        await using var desk = await DeskWindow.SignInAsync(chromium, app, width, height, scheme);
        var page = desk.Page;
        await page.GotoAsync(new Uri(app.Address, $"/desk/all/{Uri.EscapeDataString(customer.ConversationId.Value)}").ToString());
        await page.GetByTestId("why").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("track-order");
        await Assertions.Expect(dialog).ToContainTextAsync(Sentences.AtDesk("Threshold_answer"));
        await IsGoodAsync(desk);
        await page.GotoAsync(new Uri(app.Address, "/desk/queue").ToString());

        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("Evaluation") }).First.ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("NoSet")).First).ToBeVisibleAsync();
        await IsGoodAsync(desk);

        await page.GetByTestId("source-OwnWays").ClickAsync();
        await page.GetByTestId("evaluate").ClickAsync();
        await Assertions.Expect(page.GetByTestId("figures")).ToBeVisibleAsync();
        await page.GetByText(Sentences.AtDesk("ShowFigures")).First.ClickAsync();
        await IsGoodAsync(desk);

        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("EvaluationSection_questions") }).ClickAsync();
        await page.GetByTestId("questions").Locator("summary").First.ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("NearestWay")).First).ToBeVisibleAsync();
        await IsGoodAsync(desk);

        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("EvaluationSection_set") }).ClickAsync();
        await page.GetByTestId("set-lines").FillAsync("{\"text\": \"lacak paketku\", \"article\": \"track-order\"}\nbukan json");
        await page.GetByTestId("set-save").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = Sentences.AtDesk("BadLine", 2) }))
            .ToBeVisibleAsync();
        await IsGoodAsync(desk);
        await page.GetByTestId("set-upload").SetInputFilesAsync(new FilePayload
        {
            Name = "questions.jsonl",
            MimeType = "application/x-ndjson",
            Buffer = System.Text.Encoding.UTF8.GetBytes("{\"text\": \"lacak paketku\", \"article\": \"track-order\"}\n"),
        });
        await Assertions.Expect(page.GetByTestId("set-download")).ToBeVisibleAsync();
        // Longer than one message of the connection.
        await page.GetByTestId("set-lines")
            .FillAsync(string.Concat(
                Enumerable.Range(0, 1_000).Select(i => $"{{\"text\": \"di mana paket nomor {i}\", \"article\": \"track-order\"}}\n")));
        await page.GetByTestId("set-save").ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.AtDesk("SetFacts", 1000)).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("EvaluationSection_check") }).ClickAsync();
        await page.GetByTestId("check").ClickAsync();
        await Assertions.Expect(page.GetByText("5 artikel").First).ToBeVisibleAsync();
        await IsGoodAsync(desk);

        await page.GetByRole(AriaRole.Link, new() { NameRegex = Sentences.AtDesk("EvaluationSection_replay") }).ClickAsync();
        await page.GetByTestId("replay").ClickAsync();
        await Assertions.Expect(page.GetByTestId("replayed")).ToContainTextAsync(Sentences.AtDesk("ReplayFound", 0, 1));
        await IsGoodAsync(desk);
        desk.IsClean(app.Address);
    }

    private static async Task IsGoodAsync(Window desk)
    {
        await desk.IsAccessibleAsync();
        await desk.FitsAsync();
    }
}
