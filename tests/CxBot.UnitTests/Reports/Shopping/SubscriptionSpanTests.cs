using CxBot.Reports.Shopping;

namespace CxBot.Tests.Reports.Shopping;

public sealed class SubscriptionSpanTests
{
    [Theory]
    [InlineData("b1", "1-")]
    [InlineData("b1 r2 r3 e4", "1-4")]
    [InlineData("e4 b1", "1-4")]
    [InlineData("b1 e3 b3 e5", "1-5")]
    [InlineData("b1 e3 b4", "1-3 4-")]
    [InlineData("b1 e3 r6", "1-3 6-")]
    [InlineData("e3", "")]
    [InlineData("r2 e2", "2-2")]
    [InlineData("b1 b2 e2 e3", "1-2")]
    public void It_lasts_from_its_beginning_to_its_end(string said, string spans)
    {
        var all = said.Split(' ').Select((one, at) => new ShopActivity
        {
            Kind = one[0] switch
            {
                'b' => ActivityKind.SubscriptionBegun,
                'r' => ActivityKind.SubscriptionRenewed,
                _ => ActivityKind.SubscriptionEnded,
            },
            ShopId = one,
            At = DateTimeOffset.UnixEpoch.AddDays(one[1] - '0').AddMinutes(at),
        });
        Assert.Equal(spans, string.Join(' ', SubscriptionSpan.Of(7, all, at => (int)(at - DateTimeOffset.UnixEpoch).TotalDays)
            .Select(span => $"{span.Begun}-{span.Ended}")));
    }

    [Fact]
    public void Two_subscriptions_of_one_customer_do_not_end_each_other()
    {
        ShopActivity Of(string subscription, ActivityKind kind, int day) =>
            new() { Kind = kind, ShopId = "x", Subscription = subscription, At = DateTimeOffset.UnixEpoch.AddDays(day) };
        var spans = SubscriptionSpan.Of(
            7,
            [Of("a", ActivityKind.SubscriptionBegun, 1), Of("b", ActivityKind.SubscriptionBegun, 2), Of("a", ActivityKind.SubscriptionEnded, 3)],
            at => (int)(at - DateTimeOffset.UnixEpoch).TotalDays);
        Assert.Equal([(1, (int?)3), (2, null)], spans.Select(span => (span.Begun, span.Ended)));
    }
}
