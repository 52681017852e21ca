using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

public sealed class WidgetTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task A_customer_asks_gets_an_answer_with_its_source_chooses_and_is_handed_over(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync();
        await DeskAgent.SitDownAsync(app, "Sari");
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = window.Page;
        await page.GotoAsync(app.Address.ToString());
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        await page.GetByTestId("launcher").ClickAsync();
        await SayAsync(page, "refund saya kok belum masuk ya?");
        var answer = page.GetByTestId("message").And(page.Locator("[data-role=bot]")).Filter(new() { HasText = "hari kerja" });
        await Assertions.Expect(answer).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("source").Last).ToContainTextAsync("Kapan dana saya kembali?");

        await SayAsync(page, "pembayaran");
        await Assertions.Expect(page.GetByTestId("choice").Filter(new() { HasTextRegex = Sentences.Of("NoneOfThese") })).ToBeVisibleAsync();
        await page.GetByTestId("choice").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("source")).ToHaveCountAsync(2);

        await SayAsync(page, "mau ngomong sama CS dong");
        await Assertions.Expect(page.GetByTestId("handover-card")).ToContainTextAsync("nomor 1");
        await Assertions.Expect(page.GetByTestId("handover-card")).ToHaveCountAsync(1);
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        window.IsClean(app.Address);
    }

    [Fact]
    public async Task The_conversation_is_kept_over_pages_reloads_and_a_second_tab_and_nothing_is_doubled()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(app.Address.ToString());
        await page.GetByTestId("launcher").ClickAsync();
        await SayAsync(page, "lacak paket");
        await Assertions.Expect(Messages(page, "bot").Filter(new() { HasText = "Pesanan Saya" })).ToHaveCountAsync(1);

        await page.GotoAsync(new Uri(app.Address, "/produk.html").ToString());
        await Assertions.Expect(Messages(page, "customer").Filter(new() { HasText = "lacak paket" })).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Assertions.Expect(Messages(page, "bot").Filter(new() { HasText = "Pesanan Saya" })).ToHaveCountAsync(1);

        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(app.Address.ToString());
        // Left open in the first tab, so it opens here by itself; a click on the launcher would race with that and close it.
        await Assertions.Expect(second.GetByTestId("composer")).ToBeVisibleAsync();
        await SayAsync(second, "lupa password");
        foreach (var tab in new[] { page, second })
        {
            await Assertions.Expect(Messages(tab, "customer")).ToHaveCountAsync(2);
            await Assertions.Expect(Messages(tab, "bot").Filter(new() { HasText = "Lupa kata sandi" })).ToHaveCountAsync(1);
        }
        window.IsClean(app.Address);
    }

    [Fact]
    public async Task Script_in_a_message_is_shown_as_text_and_never_runs()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(app.Address.ToString());
        await page.GetByTestId("launcher").ClickAsync();
        await SayAsync(page, "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script> lacak paket");
        await Assertions.Expect(Messages(page, "customer").Last).ToContainTextAsync("<script>");
        await Assertions.Expect(Messages(page, "bot").Last).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => 'hacked' in window"));
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    [InlineData(820, 1180)]
    public async Task A_finger_meets_no_input_that_makes_the_phone_zoom_in(int width, int height)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var window = await chromium.OpenAsync(width, height, touch: true);
        var page = window.Page;
        var customer = new Widget(page);
        await page.GotoAsync(app.Address.ToString());
        await customer.Launcher.ClickAsync();
        await customer.SayAsync("mau ngomong sama CS dong");
        // Nobody is there, so a contact is asked for.
        await Assertions.Expect(page.GetByTestId("leave-contact")).ToBeVisibleAsync();
        Assert.Equal(["16px", "16px"], await SizesAsync(page));

        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var id = await app.ReadAsync(db => Task.FromResult(db.Conversations.Single().Id));
        await sari.TakeAsync(id);
        await sari.ResolveAsync(id);
        await page.GetByTestId("rating-4").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lewati" })).ToBeVisibleAsync();
        Assert.Equal(["16px", "16px"], await SizesAsync(page));
    }

    private static Task<string[]> SizesAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelector('cxbot-widget').shadowRoot.querySelectorAll('textarea, input:not([type=file])')]
          .filter(one => one.offsetParent).map(one => getComputedStyle(one).fontSize)
        """);

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task What_was_rated_is_shown_after_a_reload_and_no_empty_card(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = window.Page;
        var customer = new Widget(page);
        await page.GotoAsync(app.Address.ToString());
        await customer.Launcher.ClickAsync();
        await customer.SayAsync("mau ngomong sama CS dong");
        await Assertions.Expect(page.GetByTestId("handover-card")).ToBeVisibleAsync();
        var id = await app.ReadAsync(db => Task.FromResult(db.Conversations.Single().Id));
        await sari.TakeAsync(id);
        await sari.ReplyAsync(id, "Sudah kami cek.");
        await sari.ResolveAsync(id);
        await page.GetByTestId("rating-5").ClickAsync();
        await Assertions.Expect(page.GetByText(Sentences.Of("RatingThanks"))).ToBeVisibleAsync();

        await page.ReloadAsync();
        if (width < 480)
            await customer.Launcher.ClickAsync();
        await Assertions.Expect(page.GetByText("5 dari 5")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("""
            () => [...document.querySelector('cxbot-widget').shadowRoot.querySelectorAll('.log *')]
              .filter(one => !one.textContent.trim() && one.offsetHeight > 0 && parseFloat(getComputedStyle(one).borderTopWidth) > 0).length
            """));
        await window.IsAccessibleAsync();
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(360, 740)]
    public async Task A_long_answer_is_shown_from_its_first_line_and_says_that_more_follows(int width, int height)
    {
        var lines = string.Join(
            "\n\n", Enumerable.Range(1, 40).Select(i => $"Langkah {i}: buka pengaturan lalu pilih yang sesuai dengan pesanan Anda."));
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop()
                .Add("long-guide", "Bagaimana merakit lemari?", lines, "cara rakit lemari", "panduan merakit lemari",
                    "langkah pasang lemari"));
        await using var window = await chromium.OpenAsync(width, height);
        var page = window.Page;
        var customer = new Widget(page);
        await page.GotoAsync(app.Address.ToString());
        await customer.Launcher.ClickAsync();
        await customer.SayAsync("cara rakit lemari");
        await Assertions.Expect(page.GetByText("Langkah 1:")).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByText("Langkah 40:")).Not.ToBeInViewportAsync();
        var more = page.GetByRole(AriaRole.Button, new() { Name = "Selengkapnya" });
        await window.IsAccessibleAsync();
        // A slow machine scrolls slowly: only at the very end is the button gone.
        for (var i = 0; i < 100 && await more.IsVisibleAsync(); i++)
        {
            await more.ClickAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        await Assertions.Expect(more).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("Langkah 40:")).ToBeInViewportAsync();
        // Who is at the end goes on with what comes.
        await customer.SayAsync("lupa password");
        await Assertions.Expect(customer.Messages("bot").Filter(new() { HasText = "Lupa kata sandi" })).ToBeInViewportAsync();
        window.IsClean(app.Address);
    }

    [Fact]
    public async Task What_is_written_without_a_connection_says_so_within_15_seconds_and_goes_out_once_by_itself()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        var customer = new Widget(page);
        await page.GotoAsync(app.Address.ToString());
        await customer.AskAsync();
        await page.Context.SetOfflineAsync(true);
        await customer.SayAsync("lupa password");
        await Assertions.Expect(page.GetByTestId("retry")).ToBeVisibleAsync(new() { Timeout = 17_000 });
        await Assertions.Expect(page.GetByText("Mengirim…")).ToHaveCountAsync(0);
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(customer.Messages("bot").Filter(new() { HasText = "Lupa kata sandi" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("retry")).ToHaveCountAsync(0);
        await Assertions.Expect(customer.Messages("customer")).ToHaveCountAsync(2);
    }

    private static ILocator Messages(IPage page, string role) =>
        page.GetByTestId("message").And(page.Locator($"[data-role={role}][data-sequence]"));

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByTestId("composer").FillAsync(text);
        await page.GetByTestId("composer").PressAsync("Enter");
    }
}
