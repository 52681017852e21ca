using CxBot.Delivery;

namespace CxBot.Tests.Delivery;

public sealed class DeliveryPatienceTests
{
    private static readonly DateTimeOffset Written = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(11, 0, false)]
    [InlineData(12, 0, true)]
    [InlineData(0, 23.9, false)]
    [InlineData(0, 24, true)]
    [InlineData(0, -1, false)]
    public void A_message_is_given_up_after_so_many_failures_or_so_many_hours(int failed, double hours, bool over) =>
        Assert.Equal(over, DeliveryPatience.IsOver(Written, failed, Written.AddHours(hours)));
}
