using CxBot.Conversations;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Conversations;

public sealed class ConversationTests
{
    private static Conversation New() => new() { Id = new("c1"), Channel = WebChannel.Key };

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
        conversation.Offered = [new Choice("a", new("a"))];
        conversation.CustomerWaitsSince = DateTimeOffset.UnixEpoch;
        conversation.Resolve();
        conversation.Reopen();
        Assert.Equal((ConversationStatus.WithBot, 2, 0), (conversation.Status, conversation.Case, conversation.Missed));
        Assert.Null(conversation.Offered);
        Assert.Null(conversation.CustomerWaitsSince);
        Assert.Null(conversation.HandoverId);
    }

    [Theory]
    [InlineData(false, "sari", ConversationStatus.WithAgent)]
    [InlineData(true, "sari", ConversationStatus.WithAgent)]
    [InlineData(false, null, ConversationStatus.WaitingForAgent)]
    [InlineData(true, null, ConversationStatus.WaitingForAgent)]
    public void The_case_goes_on_from_the_bot_or_after_its_end_under_a_handover_of_its_own(
        bool resolved, string? agentId, ConversationStatus status)
    {
        var conversation = resolved ? Taken() : New();
        if (resolved)
            conversation.Resolve();
        conversation.Offered = [new Choice("a", new("a"))];
        conversation.Missed = 1;
        var epoch = conversation.Epoch;
        conversation.GoOn(agentId, 8, Noon);
        Assert.Equal((status, agentId, 8, 1, epoch + 1),
            (conversation.Status, conversation.OwnerId, conversation.HandoverId, conversation.Case, conversation.Epoch));
        Assert.Equal((Noon, 0), (conversation.UnaskedSince!.Value, conversation.Missed));
        Assert.Null(conversation.Offered);
        Assert.Null(conversation.CustomerWaitsSince);
    }

    [Fact]
    public void A_message_that_no_turn_covers_yet_waits_for_the_agent_who_took_it_from_the_bot()
    {
        var conversation = new Conversation { Id = new("c1"), Channel = WebChannel.Key, LastCustomerSequence = 3, LastCustomerAt = Noon };
        conversation.GoOn("sari", 8, Noon.AddSeconds(1));
        Assert.Equal(Noon, conversation.CustomerWaitsSince);
    }

    [Fact]
    public void Nobody_goes_on_with_what_waits_or_is_taken()
    {
        Assert.Throws<ConversationConflictException>(() => Waiting().GoOn("budi", 8, Noon));
        Assert.Throws<ConversationConflictException>(() => Taken().GoOn("budi", 8, Noon));
    }

    [Theory]
    [InlineData("Release")]
    [InlineData("ReturnToBot")]
    [InlineData("Resolve")]
    public void What_is_undone_is_as_it_was_under_the_same_handover(string act)
    {
        var conversation = Taken();
        typeof(Conversation).GetMethod(act)!.Invoke(conversation, null);
        var epoch = conversation.Epoch;
        conversation.Restore("sari", 7, Noon, 0);
        Assert.Equal((ConversationStatus.WithAgent, "sari", 7, epoch + 1, 1),
            (conversation.Status, conversation.OwnerId, conversation.HandoverId, conversation.Epoch, conversation.Case));
        Assert.Equal(Noon, conversation.CustomerWaitsSince);
        Assert.Throws<ConversationConflictException>(() => conversation.Restore("budi", 7, null, 0));
    }

    [Fact]
    public void Who_wrote_in_the_queue_before_the_release_was_undone_waits()
    {
        var conversation = new Conversation
        {
            Id = new("c1"),
            Channel = WebChannel.Key,
            LastCustomerSequence = 5,
            LastCustomerAt = Noon,
            CoveredSequence = 5,
        };
        conversation.HandOver(7);
        conversation.Take("sari");
        conversation.Release();
        conversation.Restore("sari", 7, null, saidBefore: 4);
        Assert.Equal(Noon, conversation.CustomerWaitsSince);
        conversation.Release();
        conversation.Restore("sari", 7, null, saidBefore: 5);
        Assert.Null(conversation.CustomerWaitsSince);
    }

    [Fact]
    public void A_case_that_ends_is_no_longer_unasked()
    {
        var conversation = New();
        conversation.GoOn("sari", 8, Noon);
        conversation.Resolve();
        Assert.Null(conversation.UnaskedSince);
    }

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
}
