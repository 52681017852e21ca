using System.Text.RegularExpressions;
using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>The widget on pages that are not ours: each page of <c>ShopPages</c> is one that a customer of somebody's met.</summary>
public sealed partial class WidgetOnShopPagesTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("plain")]
    [InlineData("async-in-head")]
    [InlineData("script-twice")]
    [InlineData("csp-without-style")]
    [InlineData("csp-with-nonce")]
    public async Task A_question_is_answered_and_there_is_one_widget(string name)
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(shop.Page(name).ToString());
        await new Widget(window.Page).AskAsync();
        await Assertions.Expect(window.Page.Locator("cxbot-widget")).ToHaveCountAsync(1);
        window.IsClean(shop.Address, shop.Chat.Address);
    }

    [Fact]
    public async Task A_policy_without_sockets_is_told_of_and_answers_are_asked_for()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        var told = window.Page.WaitForConsoleMessageAsync(
            new() { Predicate = message => message.Text.Contains("CxBot: allow", StringComparison.Ordinal) });
        await window.Page.GotoAsync(shop.Page("csp-without-wss").ToString());
        var widget = new Widget(window.Page);
        await widget.AskAsync();
        await Assertions.Expect(widget.Status).ToHaveTextAsync("Online");
        Assert.Contains($"connect-src http://{shop.Chat.Address.Authority} ws://{shop.Chat.Address.Authority}", (await told).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_gets_through_it_never_says_online_and_shows_a_way_out_within_15_seconds()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(shop.Page("csp-without-connect").ToString());
        var widget = new Widget(window.Page);
        await widget.Launcher.ClickAsync();
        await window.Page.EvaluateAsync(
            "() => { window.said = []; setInterval(() => said.push(document.querySelector('cxbot-widget').shadowRoot.querySelector('.head "
            + "p')?.textContent), 50); }");
        await widget.SayAsync("lacak paket");
        await Assertions.Expect(window.Page.GetByText("Mengirim…")).ToHaveCountAsync(1);
        await Assertions.Expect(window.Page.GetByTestId("retry")).ToBeVisibleAsync(new() { Timeout = 17_000 });
        await Assertions.Expect(window.Page.GetByText("Mengirim…")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.GetByText("Buka di tab baru"))
            .ToHaveAttributeAsync("href", new Uri(shop.Chat.Address, "/widget/chat.html").ToString());
        Assert.DoesNotContain("Online", await window.Page.EvaluateAsync<string[]>("() => said"));
    }

    [Theory]
    [InlineData("csp-without-all", null, null)]
    [InlineData("plain", "**/launcher.js", "class Old { #x ~= 1 }")]
    [InlineData("plain", "**/widget.css", null)]
    public async Task Where_it_cannot_run_a_plain_button_leads_to_a_page_of_its_own(string name, string? file, string? instead)
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync(360, 740);
        if (file is not null)
            await window.Page.RouteAsync(file,
                route => instead is null ? route.AbortAsync()
                    : route.FulfillAsync(
                        new()
                        {
                            ContentType = "text/javascript",
                            Body = instead,
                            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" }
                        }));
        await window.Page.GotoAsync(shop.Page(name).ToString());
        var other = await window.Page.Context.RunAndWaitForPageAsync(() => new Widget(window.Page).Launcher.ClickAsync());
        await other.WaitForURLAsync(new Uri(shop.Chat.Address, "/widget/chat.html").ToString());
        var there = new Widget(other);
        await there.SayAsync("lacak paket");
        await Assertions.Expect(there.Messages("bot").Filter(new() { HasText = "Pesanan Saya" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_browser_without_modules_is_shown_the_plain_button_and_the_page_says_what_to_do()
    {
        await using var shop = await ShopSite.StartAsync(settings: new() { ["Widget:WhatsAppUrl"] = "https://wa.me/6281234567890" });
        await using var window = await chromium.OpenAsync(360, 740);
        await window.Page.AddInitScriptAsync("delete HTMLScriptElement.prototype.noModule;");
        await window.Page.GotoAsync(shop.Page("plain").ToString());
        await Assertions.Expect(new Widget(window.Page).Launcher).ToHaveTextAsync("Hubungi kami");
        await window.Page.GotoAsync(new Uri(shop.Chat.Address, "/widget/chat.html").ToString());
        await Assertions.Expect(window.Page.GetByText("Perbarui peramban Anda")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "WhatsApp" }))
            .ToHaveAttributeAsync("href", "https://wa.me/6281234567890");
        await window.IsAccessibleAsync();
        await window.FitsAsync();
    }

    [Fact]
    public async Task A_panel_that_cannot_be_read_leaves_a_way_out_and_not_a_dead_button()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.RouteAsync("**/panel.js",
            route => route.FulfillAsync(
                new()
                {
                    ContentType = "text/javascript",
                    Body = "class Old { #x ~= 1 }",
                    Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" }
                }));
        await window.Page.GotoAsync(shop.Page("plain").ToString());
        await new Widget(window.Page).Launcher.ClickAsync();
        await Assertions.Expect(window.Page.GetByText("Buka di tab baru")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(@"light-dark\(|oklch\(from|color-mix\(", ColorScheme.Light)]
    [InlineData(@"light-dark\(|oklch\(from|color-mix\(", ColorScheme.Dark)]
    [InlineData(@"light-dark\(|oklch\(from", ColorScheme.Light)]
    [InlineData("nothing", ColorScheme.Dark)]
    public async Task Browsers_that_know_fewer_colours_show_every_part_and_words_that_can_be_read(string unknown, ColorScheme scheme)
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync(360, 740, scheme);
        await window.Page.RouteAsync("**/widget.css", async route =>
        {
            var response = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = response, Body = Regex.Replace(await response.TextAsync(), unknown, "unknown(") });
        });
        await window.Page.GotoAsync(shop.Page("accent").ToString());
        await new Widget(window.Page).AskAsync();
        foreach (var (part, behind) in new[] { (".launcher", ".launcher"), (".customer .bubble", ".customer .bubble"),
            (".bot .bubble", ".bot .bubble"), (".head h2", ".panel"), (".source", ".panel") })
        {
            var contrast = await window.Page.EvaluateAsync<double>(Contrast, new[] { part, behind });
            Assert.True(contrast >= 4.5, $"{part}: {contrast:0.00}");
        }
        await window.IsAccessibleAsync();
    }

    [Fact]
    public async Task The_widget_comes_back_with_its_conversation_when_the_body_is_replaced()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(shop.Page("body-replaced").ToString());
        var widget = new Widget(page);
        await widget.AskAsync();
        foreach (var change in new[] { "next()", "refill()" })
        {
            await page.EvaluateAsync(change);
            await Assertions.Expect(page.Locator("cxbot-widget")).ToHaveCountAsync(1);
            await Assertions.Expect(widget.Messages("bot")).ToHaveCountAsync(1);
        }
        await page.EvaluateAsync("() => CxBot.close()");
        await Assertions.Expect(widget.Composer).Not.ToBeVisibleAsync();
        await page.EvaluateAsync("() => CxBot.open()");
        await widget.SayAsync("lupa password");
        await Assertions.Expect(widget.Messages("bot").Filter(new() { HasText = "Lupa kata sandi" })).ToHaveCountAsync(1);
        window.IsClean(shop.Address, shop.Chat.Address);
    }

    [Fact]
    public async Task Storage_and_locks_that_are_refused_keep_nobody_from_an_answer()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.AddInitScriptAsync("""
            const no = () => { throw new DOMException('Access is denied.', 'SecurityError'); };
            for (const area of ['localStorage', 'sessionStorage']) Object.defineProperty(window, area, { get: no });
            LockManager.prototype.request = async () => no();
            """);
        await window.Page.GotoAsync(shop.Page("plain").ToString());
        await new Widget(window.Page).AskAsync();
        window.IsClean(shop.Address, shop.Chat.Address);
    }

    [Fact]
    public async Task Sockets_that_a_proxy_swallows_are_done_without()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.RouteWebSocketAsync(SocketAddress(), socket => socket.CloseAsync());
        await window.Page.GotoAsync(shop.Page("plain").ToString());
        await new Widget(window.Page).AskAsync();
    }

    [Fact]
    public async Task A_socket_that_another_tab_took_is_not_fought_for_and_the_answer_comes()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        var sockets = 0;
        await window.Page.RouteWebSocketAsync(SocketAddress(), socket =>
        {
            sockets++;
            socket.ConnectToServer();
            _ = Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
                await socket.CloseAsync(new() { Code = 4001 });
            }, TestContext.Current.CancellationToken);
        });
        await window.Page.GotoAsync(shop.Page("plain").ToString());
        var widget = new Widget(window.Page);
        await widget.AskAsync();
        // Long enough to have taken it back, and to have lost it again.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        await widget.SayAsync("lupa password");
        await Assertions.Expect(widget.Messages("bot").Filter(new() { HasText = "Lupa kata sandi" })).ToHaveCountAsync(1);
        Assert.Equal(1, sockets);
    }

    [Fact]
    public async Task A_socket_that_ends_with_its_token_is_opened_anew_without_a_word()
    {
        await using var shop = await ShopSite.StartAsync();
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        IWebSocketRoute? open = null;
        await page.RouteWebSocketAsync(SocketAddress(), socket =>
        {
            open = socket;
            socket.ConnectToServer();
        });
        await page.GotoAsync(shop.Page("plain").ToString());
        var widget = new Widget(page);
        await widget.AskAsync();
        await page.EvaluateAsync(
            "() => { const { shadowRoot } = document.querySelector('cxbot-widget'); window.said = new Set(); setInterval(() => "
            + "said.add(shadowRoot.querySelector('.head p').textContent + shadowRoot.querySelector('.bar').textContent), 20); }");
        // Long enough open to have been well.
        await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, TestContext.Current.CancellationToken);
        var first = open;
        await first!.CloseAsync(new() { Code = 4003 });
        await Eventually.TrueAsync(() => Task.FromResult(open != first), "a new socket");
        await widget.SayAsync("lupa password");
        await Assertions.Expect(widget.Messages("bot").Filter(new() { HasText = "Lupa kata sandi" })).ToHaveCountAsync(1);
        Assert.Equal(["Online"], await page.EvaluateAsync<string[]>("() => [...said]"));
    }

    [Fact]
    public async Task What_a_known_customer_began_to_write_is_not_there_for_who_comes_after()
    {
        await using var shop = await ShopSite.StartAsync(settings: new() { ["Channels:DirectLine:CustomerKey"] = ShopToken.Key });
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(shop.Page("plain").ToString());
        var widget = new Widget(page);
        await page.EvaluateAsync("token => CxBot.setCustomer(token)", ShopToken.For("budi", shop.Chat.Time.GetUtcNow()));
        await widget.AskAsync();
        await widget.Composer.FillAsync("nomor kartu saya");
        await page.EvaluateAsync("() => CxBot.setCustomer()");
        await Assertions.Expect(widget.Messages("bot")).ToHaveCountAsync(0);
        await Assertions.Expect(widget.Composer).ToHaveValueAsync("");
        // The same over a new page, as after most sign-outs.
        await page.EvaluateAsync("token => CxBot.setCustomer(token)", ShopToken.For("budi", shop.Chat.Time.GetUtcNow()));
        await Assertions.Expect(widget.Messages("bot")).ToHaveCountAsync(1);
        await widget.Composer.FillAsync("nomor kartu saya");
        await page.ReloadAsync();
        await Assertions.Expect(widget.Composer).ToHaveValueAsync("");
    }

    private const string Contrast = """
        ([part, behind]) => {
          const { shadowRoot } = document.querySelector('cxbot-widget');
          const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
          const light = colour => {
            pen.clearRect(0, 0, 1, 1);
            pen.fillStyle = colour;
            pen.fillRect(0, 0, 1, 1);
            const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
            if (alpha < 255) return NaN;
            const [r, g, b] = [red, green, blue].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const style = name => getComputedStyle(shadowRoot.querySelector(name));
          const [one, other] = [light(style(part).color), light(style(behind).backgroundColor)];
          return Math.max(one / other, other / one) || 0;
        }
        """;

    [GeneratedRegex("/stream")]
    private static partial Regex SocketAddress();
}
