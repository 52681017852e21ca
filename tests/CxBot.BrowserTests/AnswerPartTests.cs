using CxBot.BrowserTests.Testing;
using CxBot.Tests.Testing;
using Microsoft.Playwright;

namespace CxBot.BrowserTests;

/// <summary>The part of an article that answers, as the customer sees it before the rest.</summary>
public sealed class AnswerPartTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Refund = """
        Dana kembali **1–14 hari kerja** setelah statusnya menjadi **Refund Diproses**, tergantung cara bayar:

        - **QRIS dan e-wallet**: 1–3 hari kerja
        - **Kartu kredit**: 7–14 hari kerja
        - **Paylater (limit pulih)**: 7–14 hari kerja

        Sabtu, Minggu, dan hari libur tidak dihitung. Pada **pembatalan**, proses mulai hari itu juga.

        Cek dulu **Pesanan Saya > Status Refund** dan mutasi cara bayar semula.
        """;

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task The_part_that_answers_is_seen_at_once_and_the_rest_where_it_is_unfolded(int width, int height, ColorScheme scheme)
    {
        await using var app = await CxBotApp.StartAsync(
            new KnowledgeFiles().Add(
                "refund-timing", "Kapan dana saya kembali?", Refund, "refund belum masuk", "refund kartu kredit berapa hari"));
        await using var window = await chromium.OpenAsync(width, height, scheme);
        var page = window.Page;
        await page.GotoAsync(app.Address.ToString());
        await page.GetByTestId("launcher").ClickAsync();
        await page.GetByTestId("composer").FillAsync("refund kartu kredit berapa hari");
        await page.GetByTestId("send").ClickAsync();

        await Assertions.Expect(page.GetByText("Kartu kredit: 7–14 hari kerja")).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByText("Sabtu, Minggu")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByTestId("source")).ToContainTextAsync("Kapan dana saya kembali?");
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        await ShowAsync(page, $"part-{width}-{scheme}-folded.png");

        // By the keyboard alone.
        var fold = page.GetByTestId("rest");
        await fold.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Sabtu, Minggu")).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByText("QRIS dan e-wallet: 1–3 hari kerja")).ToBeVisibleAsync();
        await window.IsAccessibleAsync();
        await window.FitsAsync();
        await ShowAsync(page, $"part-{width}-{scheme}-unfolded.png");
        window.IsClean(app.Address);
    }

    private static async Task ShowAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CXBOT_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
    }
}
