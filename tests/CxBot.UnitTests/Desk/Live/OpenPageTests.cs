using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Live;

public sealed class OpenPageTests
{
    [Fact]
    public async Task Who_works_for_a_browser_that_left_hears_of_it_also_where_it_is_back_at_once()
    {
        for (var i = 0; i < 200; i++)
        {
            using var page = new OpenPage();
            var told = new TaskCompletionSource();
            await using var registered = page.Left.Register(told.SetResult);
            var left = page.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
            await page.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
            await left;
            await told.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
            Assert.False(page.Left.IsCancellationRequested);
        }
    }
}
