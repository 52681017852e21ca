using CsCheck;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Handover.Refused;

namespace CxBot.Tests.Handover.Refused;

public sealed class ReplyFatesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly DeliveryStatus[] Reports = [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read,
        DeliveryStatus.Failed, DeliveryStatus.Unconfirmed];

    [Theory]
    [InlineData("failed", 1, 0)]
    [InlineData("sent failed", 2, 0)]
    [InlineData("failed sent", 0, 0)]
    [InlineData("failed none", 0, 0)]
    [InlineData("failed queued", 1, 0)]
    [InlineData("failed unconfirmed", 1, 0)]
    [InlineData("failed failed", 2, 0)]
    [InlineData("queued failed", 2, 0)]
    [InlineData("unconfirmed", 0, 0)]
    [InlineData("failed delivered failed", 3, 0)]
    [InlineData("read read", 0, 0)]
    [InlineData("failed failed", 2, -5)]
    [InlineData("failed failed", 0, 30)]
    public void The_last_refused_reply_is_lacking_until_a_later_one_is_accepted_here_or_elsewhere(
        string fates, long lacking, int answeredElsewhere)
    {
        DateTimeOffset? elsewhere = answeredElsewhere == 0 ? null : Noon.AddMinutes(answeredElsewhere);
        var replies = fates.Split(' ').Select((fate, i) => Reply(i + 1, Enum.Parse<DeliveryStatus>(fate, ignoreCase: true))).ToList();
        Assert.Equal(lacking, ReplyFates.Lacking(replies, elsewhere)?.Sequence ?? 0);
    }

    [Fact]
    public void The_wait_is_the_one_that_the_first_of_the_unanswered_replies_met()
    {
        ReplyFate[] replies =
        [
            Reply(1, DeliveryStatus.Sent) with { WaitedSince = Noon.AddHours(-2) },
            Reply(2, DeliveryStatus.Queued) with { WaitedSince = Noon.AddHours(-1) },
            Reply(3, DeliveryStatus.Failed),
        ];
        Assert.Equal((3, Noon.AddHours(-1)), ReplyFates.Lacking(replies));
        // Nobody waited: what was to be told is owed since it was written.
        Assert.Equal((3, Noon.AddMinutes(3)), ReplyFates.Lacking([Reply(3, DeliveryStatus.Failed)]));
    }

    /// <summary>Reports of several replies, mixed, doubled and in any order, end at what a plain reading of the last states says.</summary>
    [Fact]
    public void Reports_in_any_order_and_any_number_of_times_end_the_same() =>
        Gen.Select(Gen.Select(Gen.Int[1, 4], Gen.Int[0, Reports.Length - 1]).Array[0, 12], Gen.Int[0, 1_000_000]).Sample((told, seed) =>
        {
            var once = Fold(told);
            var mixed = Fold([.. told.Concat(told).OrderBy(r => HashCode.Combine(r, seed))]);
            var lacking = ReplyFates.Lacking(once);
            Assert.Equal(lacking, ReplyFates.Lacking(mixed));
            Assert.Equal(Oracle(once), lacking?.Sequence);
        }, iter: 2_000);

    private static long? Oracle(IReadOnlyList<ReplyFate> replies)
    {
        long? open = null;
        foreach (var reply in replies)
        {
            if (reply.Delivery == DeliveryStatus.Failed)
                open = reply.Sequence;
            else if (reply.Delivery is not (DeliveryStatus.Queued or DeliveryStatus.Unconfirmed))
                open = null;
        }
        return open;
    }

    private static List<ReplyFate> Fold(IReadOnlyList<(int Reply, int Report)> told) =>
        [.. Enumerable.Range(1, 4).Select(i => Reply(i, told.Where(r => r.Reply == i).Select(r => Reports[r.Report])
            .Aggregate(DeliveryStatus.Queued, DeliveryProgress.Later)))];

    private static ReplyFate Reply(long sequence, DeliveryStatus delivery) =>
        new(sequence, Noon.AddMinutes(sequence), delivery, null);
}
