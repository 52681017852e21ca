using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>The Bot Framework's own clients, unchanged, on a page of another origin.</summary>
public sealed class StockClientTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Secret = "a-secret-of-the-test-only-and-long-enough";

    [Fact]
    public async Task Stock_Web_Chat_holds_a_whole_conversation_handover_included()
    {
        await using var site = await StockSite.StartAsync();
        await using var app = await StartAsync(site);
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(new Uri(site.Address, "/webchat.html").ToString());
        await OpenAsync(page, app, """
            (directLine) => { window.WebChat.renderWebChat({ directLine, locale: 'en-US' }, document.getElementById('chat')); }
            """);
        await SayAsync(page, "refund saya kok belum masuk ya?");
        await Assertions.Expect(page.GetByText("3 sampai 14 hari kerja").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("refund saya kok belum masuk ya?", new() { Exact = true })).ToHaveCountAsync(1);
        Assert.Equal(0, await page.GetByText("Send failed").CountAsync());

        await SayAsync(page, "mau bicara dengan CS");
        await Assertions.Expect(page.GetByText(Sentences.Of("QueuedWithoutEstimate", 1)).First).ToBeVisibleAsync();
        var conversation = await app.ReadAsync(db => Task.FromResult(db.Conversations.Single().Id));
        Assert.True((await sari.TakeAsync(conversation)).Won);
        await sari.ReplyAsync(conversation, "Halo, saya Sari. <b>Aman</b> ya.");
        await Assertions.Expect(page.GetByText("Halo, saya Sari. <b>Aman</b> ya.").First).ToBeVisibleAsync();
        await SayAsync(page, "terima kasih");
        await sari.ReturnToBotAsync(conversation);
        await Assertions.Expect(page.GetByText(Sentences.Of("BackToBot")).First).ToBeVisibleAsync();
        await SayAsync(page, "lupa password");
        await Assertions.Expect(page.GetByText("Tekan Lupa kata sandi").First).ToBeVisibleAsync();
        window.IsClean(site.Address, app.Address);
    }

    [Fact]
    public async Task Stock_DirectLineJS_sends_hears_its_echo_and_the_answer_and_resumes()
    {
        await using var site = await StockSite.StartAsync();
        await using var app = await StartAsync(site);
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(new Uri(site.Address, "/directline.html").ToString());
        await OpenAsync(page, app, """
            (directLine) => {
              window.heard = [];
              window.line = directLine;
              directLine.activity$.subscribe(a => window.heard.push(a));
            }
            """);
        var id = await page.EvaluateAsync<string>("""
            () => new Promise((done, failed) => window.line.postActivity({ type: 'message', text: 'lacak paket', from: { id: 'me' }, channelData: { clientActivityID: 'own-1' } }).subscribe(done, failed))
            """);
        await page.WaitForFunctionAsync("() => window.heard.some(a => a.from.role === 'bot' && (a.text || '').includes('Pesanan Saya'))");
        var echo = await page.EvaluateAsync<string>(
            "() => { const a = window.heard.find(a => a.text === 'lacak paket'); return a.id + ' ' + a.channelData.clientActivityID; }");
        Assert.Equal($"{id} own-1", echo);
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.heard.filter(a => a.text === 'lacak paket').length"));

        var replayed = await page.EvaluateAsync<int>("""
            async ([domain, token, conversationId]) => {
              const again = new DirectLine.DirectLine({ domain, token: window.token, conversationId: window.conversationId, watermark: '0' });
              const seen = [];
              again.activity$.subscribe(a => seen.push(a), () => {});
              await new Promise(done => setTimeout(done, 3000));
              again.end();
              return seen.filter(a => a.text === 'lacak paket').length;
            }
            """, new[] { Domain(app), "", "" });
        Assert.Equal(1, replayed);
        window.IsClean(site.Address, app.Address);
    }

    private static Task<CxBotApp> StartAsync(StockSite site) => CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
    {
        ["Channels:DirectLine:Secret"] = Secret,
        ["Channels:DirectLine:AllowedOrigins:0"] = site.Address.ToString().TrimEnd('/'),
    });

    private static string Domain(CxBotApp app) => new Uri(app.Address, "/v3/directline").ToString();

    /// <summary>The site's server trades its secret for a token; the page gets the token alone.</summary>
    private static async Task OpenAsync(IPage page, CxBotApp app, string use)
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate");
        request.Headers.Authorization = new("Bearer", Secret);
        using var answer = await http.SendAsync(request);
        var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        await page.EvaluateAsync($$"""
            ([domain, token, conversationId]) => {
              window.token = token; window.conversationId = conversationId;
              const make = window.WebChat ? window.WebChat.createDirectLine : (options) => new DirectLine.DirectLine(options);
              ({{use}})(make({ domain, token }));
            }
            """, new[] { Domain(app), body.GetProperty("token").GetString()!, body.GetProperty("conversationId").GetString()! });
    }

    private static async Task SayAsync(IPage page, string text)
    {
        var box = page.Locator(
            "[data-testid='send box text area'], .webchat__send-box-text-box__input, .webchat__send-box-text-box textarea").First;
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }
}
