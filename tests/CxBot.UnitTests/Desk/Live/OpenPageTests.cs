using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Live;

public sealed class OpenPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_waits_for_a_page_that_was_left_and_a_loss_told_after_it_was_put_away_is_no_error()
    {
        var page = new OpenPage();
        var left = page.Left;
        page.Dispose();
        Assert.True(left.IsCancellationRequested);
        await page.OnConnectionDownAsync(null!, Token);
    }

    [Fact]
    public async Task A_page_that_is_back_is_called_again()
    {
        using var page = new OpenPage();
        await page.OnConnectionDownAsync(null!, Token);
        Assert.True(page.Left.IsCancellationRequested);
        await page.OnConnectionUpAsync(null!, Token);
        Assert.False(page.Left.IsCancellationRequested);
    }
}
