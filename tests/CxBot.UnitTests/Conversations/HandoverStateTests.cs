using CxBot.Conversations;

namespace CxBot.Tests.Conversations;

public sealed class HandoverStateTests
{
    /// <summary>The widget has words for the three causes and for nothing else.</summary>
    [Theory]
    [InlineData(HandoverReason.CustomerAsked, HandoverCause.Asked)]
    [InlineData(HandoverReason.LowConfidence, HandoverCause.Unsure)]
    [InlineData(HandoverReason.MissedTwice, HandoverCause.Unsure)]
    [InlineData(HandoverReason.AnsweringFailed, HandoverCause.Unsure)]
    [InlineData(HandoverReason.SensitiveTopic, HandoverCause.Direct)]
    [InlineData(HandoverReason.Angry, HandoverCause.Direct)]
    [InlineData(HandoverReason.WindowShut, HandoverCause.Direct)]
    [InlineData(HandoverReason.ShopPhone, HandoverCause.Direct)]
    [InlineData(HandoverReason.Article, HandoverCause.Direct)]
    [InlineData(HandoverReason.TakenByAgent, HandoverCause.Direct)]
    [InlineData(HandoverReason.Reopened, HandoverCause.Direct)]
    [InlineData(HandoverReason.Promised, HandoverCause.Direct)]
    public void Each_reason_is_told_to_the_customer_as_one_of_three_causes(HandoverReason reason, HandoverCause cause) =>
        Assert.Equal(cause, new HandoverState(1, HandoverStage.Waiting, reason).Cause);
}
