using CxBot.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Hosting;

public sealed class BellTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Bell _bell = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ring_before_anybody_waits_is_kept_and_several_are_one()
    {
        _bell.Ring();
        _bell.Ring();
        Assert.True(await _bell.WaitAsync(TimeSpan.FromSeconds(5), _time, Token));

        var second = _bell.WaitAsync(TimeSpan.FromSeconds(5), _time, Token);
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await second);
    }

    [Fact]
    public async Task A_waiter_goes_on_with_the_ring_and_not_before_the_patience_is_over()
    {
        var waiting = _bell.WaitAsync(TimeSpan.FromSeconds(5), _time, Token);
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(waiting.IsCompleted);
        _bell.Ring();
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_ring_after_the_patience_is_over_waits_for_the_next_waiter()
    {
        var first = _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await first);
        _bell.Ring();
        Assert.True(await _bell.WaitAsync(TimeSpan.FromSeconds(1), _time, Token));
    }

    [Fact]
    public async Task A_cancelled_wait_throws_and_takes_no_ring()
    {
        using var cancelled = new CancellationTokenSource();
        var waiting = _bell.WaitAsync(TimeSpan.FromSeconds(5), _time, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _bell.Ring();
        await _bell.WaitAsync(Token);
    }
}
