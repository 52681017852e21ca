using System.Diagnostics;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.BrowserTests.Testing;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>What an agent sees while the network is away, and what becomes of their words.</summary>
public sealed class DeskConnectionTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Links that leave on purpose, to another window or a file, are not for this.</summary>
    private const string PressEverything = """
        () => {
          window.stayed = true;
          const all = [...document.querySelectorAll('a[href]:not([target=_blank], [download]), button, input[type=submit], form')];
          for (const one of all) one.matches('form') ? one.requestSubmit() : one.click();
          return all.length;
        }
        """;

    private const string Bar = "#components-reconnect-modal";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_press_leaves_the_page_while_the_connection_is_gone_and_what_was_not_sent_is_sent_once()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.AskForPersonAsync();
        await using var wire = new CuttableWire(app.Address);
        var page = desk.Page;
        await page.GotoAsync(new Uri(wire.Address, "/desk/queue").ToString());
        await page.GetByTestId("queue-item").ClickAsync();
        await page.GetByTestId("take").ClickAsync();
        await customer.WaitForSentenceAsync("Taken", "Sari");
        await page.GetByTestId("reply").FillAsync("Sudah saya cek ya");
        await Assertions.Expect(page.GetByTestId("resolve")).ToBeVisibleAsync();

        wire.Cut();
        await Assertions.Expect(page.Locator(Bar)).ToBeVisibleAsync();
        var address = page.Url;
        Assert.InRange(await page.EvaluateAsync<int>(PressEverything), 10, int.MaxValue);
        await Assertions.Expect(page.GetByTestId("not-sent")).ToContainTextAsync(Sentences.AtDesk("NotDoneAway"));
        await page.GetByTestId("reply").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("not-sent")).ToContainTextAsync(Sentences.AtDesk("NotSentAway"));
        if (Environment.GetEnvironmentVariable("CXBOT_SHOTS") is { } shots)
            await page.ScreenshotAsync(new() { Path = Path.Combine(shots, "connection-cut.png") });
        await desk.IsAccessibleAsync();
        await customer.SayAsync("halo, masih ada?");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"));
        Assert.Equal(address, page.Url.Split('#')[0]);
        await Assertions.Expect(page.GetByTestId("reply")).ToHaveValueAsync("Sudah saya cek ya");

        wire.Restore();
        await LivesWithinAsync(page, TimeSpan.FromSeconds(3));
        await Assertions.Expect(page.GetByTestId("not-sent")).ToContainTextAsync(Sentences.AtDesk("SendNowBack"));
        await Assertions.Expect(page.Locator("[data-role=customer]").Filter(new() { HasText = "masih ada" })).ToBeVisibleAsync();
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Conversations.AnyAsync(c => c.AgentSeenSequence == c.LastCustomerSequence, Token)),
            "what came meanwhile is read");
        await page.GetByTestId("reply").PressAsync("Enter");
        await customer.WaitForTextAsync("Sudah saya cek ya");
        await Assertions.Expect(page.GetByTestId("reply")).ToHaveValueAsync("");

        // The network dies without a word: what is done says so, and the next Enter sends.
        await page.GetByTestId("reply").FillAsync("Ditunggu sebentar");
        wire.Silence();
        var since = Stopwatch.GetTimestamp();
        await page.GetByTestId("reply").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("not-sent")).ToContainTextAsync(Sentences.AtDesk("NotSentAway"));
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 0, 3);
        wire.Restore();
        await LivesWithinAsync(page, TimeSpan.FromSeconds(3));
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"));
        await page.GetByTestId("reply").PressAsync("Enter");
        await customer.WaitForTextAsync("Ditunggu sebentar");
        await Assertions.Expect(page.GetByTestId("reply")).ToHaveValueAsync("");
        Assert.Equal(2, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Agent, Token)));

        // A file that was on its way is still here, and comes with another try.
        wire.Thin();
        await page.GetByTestId("attach").SetInputFilesAsync(new FilePayload
        {
            Name = "catatan.txt",
            MimeType = "text/plain",
            Buffer = [.. Enumerable.Repeat((byte)'a', 8 * 1024 * 1024)],
        });
        await Assertions.Expect(Attached(page, "coming")).ToHaveCountAsync(1);
        wire.Cut();
        await Assertions.Expect(page.Locator(Bar)).ToBeVisibleAsync();
        wire.Restore();
        await LivesWithinAsync(page, TimeSpan.FromSeconds(3));
        await Attached(page, "refused").GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(Attached(page, "there")).ToHaveCountAsync(1);

        // Whose session ended meanwhile is not kept waiting for ever.
        wire.Cut();
        await Assertions.Expect(page.Locator(Bar)).ToBeVisibleAsync();
        await DeskBrowser.HireAsync(app, "Budi", AgentRoles.Administrator);
        var sari = await app.ReadAsync(db => db.Users.SingleAsync(a => a.DisplayName == "Sari", Token));
        Assert.Null(await app.Services.GetRequiredService<AgentAccounts>().DisableAsync(AuditActor.CommandLine, sari.Id, Token));
        wire.Restore();
        await Assertions.Expect(page.GetByTestId("sign-in-email")).ToBeVisibleAsync();
    }

    /// <summary>Every page of the desk, in a window each, through a whole minute without a network. Takes it.</summary>
    [Fact(Explicit = true)]
    public async Task No_press_leaves_any_page_in_a_minute_without_a_network()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var desk = await DeskWindow.SignInAsync(chromium, app, 1280, 800, ColorScheme.Light);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.AskForPersonAsync();
        await using var wire = new CuttableWire(app.Address);
        var conversation = (await app.ReadAsync(db => db.Conversations.SingleAsync(Token))).Id;
        string[] addresses = [$"queue/{conversation}", $"all/{conversation}", "mine", "later", "all?find=halo", "agents", "profile", "canned",
            "evaluation", "audit"];
        var pages = new List<IPage>();
        foreach (var address in addresses)
        {
            var page = await desk.Page.Context.NewPageAsync();
            await page.GotoAsync(new Uri(wire.Address, "/desk/" + address).ToString());
            await Assertions.Expect(page.GetByTestId("waiting-count").First).ToBeAttachedAsync();
            await page.WaitForTimeoutAsync(500);
            pages.Add(page);
        }
        var before = pages.ConvertAll(page => page.Url);
        wire.Cut();
        var since = Stopwatch.GetTimestamp();
        var pressed = 0;
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
            foreach (var page in pages)
                pressed += await page.EvaluateAsync<int>(PressEverything);
        var left = pages.Where((page, i) => page.Url.Split('#')[0] != before[i]).Select(page => page.Url);
        Assert.True(!left.Any(), "left: " + string.Join(", ", left));
        foreach (var page in pages)
            Assert.True(await page.EvaluateAsync<bool>("() => window.stayed === true"), page.Url);
        wire.Restore();
        foreach (var page in pages)
            await LivesWithinAsync(page, TimeSpan.FromSeconds(3));
        TestContext.Current.SendDiagnosticMessage($"{pressed} presses on {pages.Count} pages");
        await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "minute-away.txt"), $"{pressed} presses on {pages.Count} pages", Token);
    }

    private static ILocator Attached(IPage page, string state) => page.Locator($"[data-testid=attached][data-state={state}]");

    /// <summary>The browser hears that its network is back, and the circuit answers.</summary>
    private static async Task LivesWithinAsync(IPage page, TimeSpan time)
    {
        var took = await page.EvaluateAsync<double>("""
            async () => {
              const began = performance.now();
              window.dispatchEvent(new Event('online'));
              const { isAway } = await import('/desk/connection.js');
              const answers = () => Promise.race([DotNet.invokeMethodAsync('CxBot.Web', 'DeskAnswers'), new Promise(late => setTimeout(late, 500, false))]);
              while (isAway() || !await answers()) await new Promise(done => setTimeout(done, 50));
              return performance.now() - began;
            }
            """);
        Assert.InRange(took, 0, time.TotalMilliseconds);
        await Assertions.Expect(page.Locator(Bar)).ToBeHiddenAsync();
    }
}
