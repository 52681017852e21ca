using CxBot.Conversations;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Conversations;

public sealed class ConversationTests
{
    private static Conversation New() => new() { Id = "c1", Channel = WebChannel.Key };

    private static Conversation Waiting()
    {
        var conversation = New();
        conversation.HandOver(7);
        return conversation;
    }

    private static Conversation Taken()
    {
        var conversation = Waiting();
        conversation.Take("sari");
        return conversation;
    }

    [Fact]
    public void A_handover_waits_is_taken_and_resolved_and_every_step_raises_the_epoch()
    {
        var conversation = New();
        conversation.HandOver(7);
        Assert.Equal((ConversationStatus.WaitingForAgent, null, 1, 7),
            (conversation.Status, conversation.OwnerId, conversation.Epoch, conversation.HandoverId));
        conversation.Take("sari");
        Assert.Equal((ConversationStatus.WithAgent, "sari", 2), (conversation.Status, conversation.OwnerId, conversation.Epoch));
        conversation.Resolve();
        Assert.Equal((ConversationStatus.Resolved, null, 3, null),
            (conversation.Status, conversation.OwnerId, conversation.Epoch, conversation.HandoverId));
    }

    [Fact]
    public void A_taken_conversation_cannot_be_taken_again() =>
        Assert.Throws<ConversationConflictException>(() => Taken().Take("budi"));

    [Fact]
    public void A_conversation_with_the_bot_cannot_be_taken_or_resolved()
    {
        Assert.Throws<ConversationConflictException>(() => New().Take("sari"));
        Assert.Throws<ConversationConflictException>(() => New().Resolve());
        Assert.Throws<ConversationConflictException>(() => New().Release());
    }

    [Fact]
    public void Released_it_waits_again_under_the_same_handover()
    {
        var conversation = Taken();
        conversation.Release();
        Assert.Equal((ConversationStatus.WaitingForAgent, null, 7), (conversation.Status, conversation.OwnerId, conversation.HandoverId));
    }

    [Fact]
    public void A_customer_who_waits_may_go_back_to_the_bot()
    {
        var conversation = Waiting();
        conversation.ReturnToBot();
        Assert.Equal((ConversationStatus.WithBot, null), (conversation.Status, conversation.HandoverId));
    }

    [Fact]
    public void After_resolved_a_new_case_begins_and_nothing_of_the_old_handover_counts()
    {
        var conversation = Taken();
        conversation.Missed = 2;
        conversation.Offered = [new Choice("a", "a")];
        conversation.CustomerWaitsSince = DateTimeOffset.UnixEpoch;
        conversation.Resolve();
        conversation.Reopen();
        Assert.Equal((ConversationStatus.WithBot, 2, 0), (conversation.Status, conversation.Case, conversation.Missed));
        Assert.Null(conversation.Offered);
        Assert.Null(conversation.CustomerWaitsSince);
        Assert.Null(conversation.HandoverId);
    }
}
