using CxBot.Surveys;

namespace CxBot.Tests.Surveys;

public sealed class SurveyOptionsTests
{
    public static TheoryData<string, SurveyOptions> Wrong => new()
    {
        { "Kind", new() { Kind = (SurveyKind)7 } },
        { "Share", new() { Share = 1.1 } },
        { "Share", new() { Share = double.NaN } },
        { "QuietDays", new() { QuietDays = -1 } },
        { "Hours", new() { Hours = "20:00-08:00" } },
        { "Hours", new() { Hours = "pagi" } },
        { "ExpiresAfter", new() { ExpiresAfter = TimeSpan.FromDays(8) } },
        { "ExpiresAfter", new() { ExpiresAfter = TimeSpan.Zero } },
        { "AfterBotSilence", new() { AfterBotSilence = TimeSpan.FromSeconds(5) } },
        { "AfterBotSilence", new() { AfterBotSilence = TimeSpan.FromHours(24) } },
    };

    [Fact]
    public void What_is_set_at_first_is_right() => Assert.Empty(new SurveyOptions().Problems());

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(string setting, SurveyOptions options) =>
        Assert.StartsWith($"Surveys:{setting}", Assert.Single(options.Problems()), StringComparison.Ordinal);

    [Theory]
    [InlineData("08:00-20:00", 7.99, false)]
    [InlineData("08:00-20:00", 8, true)]
    [InlineData("08.00 – 20.00", 19.99, true)]
    [InlineData("08:00-20:00", 20, false)]
    [InlineData("00:00-24:00", 23.99, true)]
    public void A_message_that_only_asks_rings_within_the_hours(string hours, double at, bool may) =>
        Assert.Equal(may, new SurveyOptions { Hours = hours }.MayRing(TimeSpan.FromHours(at)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 2500)]
    [InlineData(0.5, 5000)]
    [InlineData(1, 10_000)]
    public void A_share_is_that_share_and_the_same_each_time(double share, int about)
    {
        var asked = Enumerable.Range(1, 10_000).Where(number => SurveyShare.Holds(number, share)).ToList();
        Assert.InRange(asked.Count, about - 150, about + 150);
        Assert.All(asked, number => Assert.True(SurveyShare.Holds(number, share) && SurveyShare.Holds(number, 1)));
    }
}
