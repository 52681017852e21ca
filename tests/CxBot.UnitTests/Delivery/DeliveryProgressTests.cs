using CsCheck;
using CxBot.Conversations;
using CxBot.Delivery;

namespace CxBot.Tests.Delivery;

public sealed class DeliveryProgressTests
{
    private static readonly DeliveryStatus[] Statuses = [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read,
        DeliveryStatus.Played, DeliveryStatus.Failed, DeliveryStatus.Unconfirmed];

    private static readonly Gen<DeliveryStatus> Reported = Gen.Int[0, Statuses.Length - 1].Select(i => Statuses[i]);

    [Fact]
    public void Reports_in_any_order_any_number_of_times_end_the_same_and_never_go_back() =>
        Gen.Select(Reported.Array[1, 8], Gen.Int[0, 1_000_000]).Sample((reports, seed) =>
    {
        var shuffled = reports.Concat(reports).OrderBy(r => HashCode.Combine(r, seed)).ToArray();
        Assert.Equal(reports.Aggregate(DeliveryStatus.Queued, DeliveryProgress.Later),
            shuffled.Aggregate(DeliveryStatus.Queued, DeliveryProgress.Later));
        var reached = DeliveryStatus.Queued;
        foreach (var report in shuffled)
        {
            var next = DeliveryProgress.Later(reached, report);
            Assert.Equal(next, DeliveryProgress.Later(next, reached));
            reached = next;
        }
    }, iter: 1000);

    [Theory]
    [InlineData(DeliveryStatus.Queued, DeliveryStatus.Failed, DeliveryStatus.Failed)]
    [InlineData(DeliveryStatus.Sent, DeliveryStatus.Failed, DeliveryStatus.Failed)]
    [InlineData(DeliveryStatus.Delivered, DeliveryStatus.Failed, DeliveryStatus.Delivered)]
    [InlineData(DeliveryStatus.Read, DeliveryStatus.Delivered, DeliveryStatus.Read)]
    [InlineData(DeliveryStatus.Unconfirmed, DeliveryStatus.Sent, DeliveryStatus.Sent)]
    [InlineData(DeliveryStatus.Failed, DeliveryStatus.Sent, DeliveryStatus.Failed)]
    public void Only_forward(DeliveryStatus before, DeliveryStatus report, DeliveryStatus after) =>
        Assert.Equal(after, DeliveryProgress.Later(before, report));

    [Fact]
    public void A_message_is_as_far_as_its_last_piece()
    {
        Assert.Equal(DeliveryStatus.Sent, DeliveryProgress.OfAll([DeliveryStatus.Read, DeliveryStatus.Sent]));
        Assert.Equal(DeliveryStatus.Failed, DeliveryProgress.OfAll([DeliveryStatus.Read, DeliveryStatus.Failed]));
        Assert.Equal(DeliveryStatus.Unconfirmed, DeliveryProgress.OfAll([DeliveryStatus.Read, DeliveryStatus.Unconfirmed]));
    }

    [Fact]
    public void A_tracker_names_its_piece_again()
    {
        Assert.Equal((new ConversationId("wa-abc"), 12, 3), DeliveryPart.Read(DeliveryPart.Tracker(new("wa-abc"), 12, 3)));
        Assert.All(new[] { null, "", "some data", "a:b:c", "a:1", "1:2:3:4" }, tracker => Assert.Null(DeliveryPart.Read(tracker)));
    }
}
