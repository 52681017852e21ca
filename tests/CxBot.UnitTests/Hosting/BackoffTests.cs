using CxBot.Hosting;

namespace CxBot.Tests.Hosting;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(9, 300)]
    [InlineData(5_000, 300)]
    public void Each_wait_is_twice_the_one_before_up_to_the_longest(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new Backoff(TimeSpan.FromMinutes(5)).After(attempts));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 16)]
    [InlineData(5, 300)]
    public void Another_factor_grows_faster(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new Backoff(TimeSpan.FromMinutes(5), Factor: 4).After(attempts));
}
