using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Conversations;

public sealed class ConversationTests
{
    private static Conversation New() => new() { Id = new("c1"), Channel = WebChannel.Key };

    private static Conversation Waiting()
    {
        var conversation = New();
        conversation.HandOver(new BegunHandover(7, HandoverReason.CustomerAsked, null), 1, Noon);
        return conversation;
    }

    private static Conversation Taken()
    {
        var conversation = Waiting();
        conversation.Take("sari", Noon);
        return conversation;
    }

    [Fact]
    public void A_handover_waits_is_taken_and_resolved_and_every_step_raises_the_epoch()
    {
        var conversation = New();
        conversation.HandOver(new BegunHandover(7, HandoverReason.CustomerAsked, null), 1, Noon);
        Assert.Equal((ConversationStatus.WaitingForAgent, null, 1, 7),
            (conversation.Status, conversation.OwnerId, conversation.Epoch, conversation.HandoverId));
        conversation.Take("sari", Noon);
        Assert.Equal((ConversationStatus.WithAgent, "sari", 2), (conversation.Status, conversation.OwnerId, conversation.Epoch));
        conversation.Resolve(HandoverOutcome.Solved, Noon);
        Assert.Equal((ConversationStatus.Resolved, null, 3, null),
            (conversation.Status, conversation.OwnerId, conversation.Epoch, conversation.HandoverId));
    }

    [Fact]
    public void A_taken_conversation_cannot_be_taken_again() =>
        Assert.Throws<ConversationConflictException>(() => Taken().Take("budi", Noon));

    [Fact]
    public void A_conversation_with_the_bot_cannot_be_taken_or_resolved()
    {
        Assert.Throws<ConversationConflictException>(() => New().Take("sari", Noon));
        Assert.Throws<ConversationConflictException>(() => New().Resolve(HandoverOutcome.Solved, Noon));
        Assert.Throws<ConversationConflictException>(() => New().Release(CaseEventKind.Released, Noon));
    }

    [Fact]
    public void Released_it_waits_again_under_the_same_handover()
    {
        var conversation = Taken();
        conversation.Release(CaseEventKind.Released, Noon);
        Assert.Equal((ConversationStatus.WaitingForAgent, null, 7), (conversation.Status, conversation.OwnerId, conversation.HandoverId));
    }

    [Fact]
    public void A_customer_who_waits_may_go_back_to_the_bot()
    {
        var conversation = Waiting();
        conversation.ReturnToBot(byCustomer: true, Noon);
        Assert.Equal((ConversationStatus.WithBot, null), (conversation.Status, conversation.HandoverId));
    }

    [Fact]
    public void After_resolved_a_new_case_begins_and_nothing_of_the_old_handover_counts()
    {
        var conversation = Taken();
        conversation.Missed = 2;
        conversation.Offered = [new Choice("a", new("a"))];
        conversation.CustomerWaitsSince = DateTimeOffset.UnixEpoch;
        conversation.Resolve(HandoverOutcome.Solved, Noon);
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
            conversation.Resolve(HandoverOutcome.Solved, Noon);
        conversation.Offered = [new Choice("a", new("a"))];
        conversation.Missed = 1;
        var epoch = conversation.Epoch;
        conversation.GoOn(agentId, new BegunHandover(8, HandoverReason.CustomerAsked, null), Noon, Noon);
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
        conversation.GoOn("sari", new BegunHandover(8, HandoverReason.CustomerAsked, null), Noon.AddSeconds(1), Noon.AddSeconds(1));
        Assert.Equal(Noon, conversation.CustomerWaitsSince);
    }

    [Fact]
    public void Nobody_goes_on_with_what_waits_or_is_taken()
    {
        Assert.Throws<ConversationConflictException>(() => Waiting().GoOn("budi", new BegunHandover(8, HandoverReason.CustomerAsked, null), Noon, Noon));
        Assert.Throws<ConversationConflictException>(() => Taken().GoOn("budi", new BegunHandover(8, HandoverReason.CustomerAsked, null), Noon, Noon));
    }

    [Theory]
    [InlineData(nameof(Conversation.Release))]
    [InlineData(nameof(Conversation.ReturnToBot))]
    [InlineData(nameof(Conversation.Resolve))]
    public void What_is_undone_is_as_it_was_under_the_same_handover(string act)
    {
        var conversation = Taken();
        End(conversation, act);
        var epoch = conversation.Epoch;
        conversation.Restore("sari", 7, Noon, 0, Noon);
        Assert.Equal((ConversationStatus.WithAgent, "sari", 7, epoch + 1, 1),
            (conversation.Status, conversation.OwnerId, conversation.HandoverId, conversation.Epoch, conversation.Case));
        Assert.Equal(Noon, conversation.CustomerWaitsSince);
        Assert.Throws<ConversationConflictException>(() => conversation.Restore("budi", 7, null, 0, Noon));
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
        conversation.HandOver(new BegunHandover(7, HandoverReason.CustomerAsked, null), 1, Noon);
        conversation.Take("sari", Noon);
        conversation.Release(CaseEventKind.Released, Noon);
        conversation.Restore("sari", 7, null, saidBefore: 4, Noon);
        Assert.Equal(Noon, conversation.CustomerWaitsSince);
        conversation.Release(CaseEventKind.Released, Noon);
        conversation.Restore("sari", 7, null, saidBefore: 5, Noon);
        Assert.Null(conversation.CustomerWaitsSince);
    }

    [Fact]
    public void A_case_that_ends_is_no_longer_unasked()
    {
        var conversation = New();
        conversation.GoOn("sari", new BegunHandover(8, HandoverReason.CustomerAsked, null), Noon, Noon);
        conversation.Resolve(HandoverOutcome.Solved, Noon);
        Assert.Null(conversation.UnaskedSince);
    }

    [Fact]
    public void Every_act_is_written_down_in_the_case_with_who_had_it_and_who_has_it()
    {
        var conversation = New();
        conversation.HandOver(new BegunHandover(7, HandoverReason.CustomerAsked, null), 4, Noon);
        conversation.Take("sari", At(1));
        conversation.Transfer("budi", At(2));
        conversation.Release(CaseEventKind.AgentVanished, At(3));
        conversation.Take("ani", At(4));
        conversation.Resolve(HandoverOutcome.Solved, At(5));
        conversation.GoOn("ani", new BegunHandover(8, HandoverReason.CustomerAsked, null), At(6), At(6));
        conversation.ReturnToBot(byCustomer: false, At(7));
        Assert.Equal(
            [
                (CaseEventKind.Opened, 0, null, null, null),
                (CaseEventKind.HandedOver, 0, 7L, null, null),
                (CaseEventKind.Taken, 1, 7L, null, "sari"),
                (CaseEventKind.Transferred, 2, 7L, "sari", "budi"),
                (CaseEventKind.AgentVanished, 3, 7L, "budi", null),
                (CaseEventKind.Taken, 4, 7L, null, "ani"),
                (CaseEventKind.Resolved, 5, 7L, "ani", null),
                (CaseEventKind.Reopened, 6, null, null, null),
                (CaseEventKind.HandedOver, 6, 8L, null, null),
                (CaseEventKind.Taken, 6, 8L, null, "ani"),
                (CaseEventKind.Returned, 7, 8L, "ani", (string?)null),
            ],
            conversation.CurrentCase!.Events.Select(e => (e.Kind, Minutes(e.At), e.HandoverId, e.FromId, e.ToId)));
        var handedOver = conversation.CurrentCase.Events.First(e => e.Kind == CaseEventKind.HandedOver);
        Assert.Equal((HandoverReason.CustomerAsked, 4), (handedOver.Reason, handedOver.Sequence));
    }

    [Fact]
    public void A_case_ends_when_it_is_resolved_and_is_open_again_when_people_take_it_up()
    {
        var conversation = Taken();
        conversation.Resolve(HandoverOutcome.Spam, At(5));
        var first = conversation.CurrentCase!;
        Assert.Equal((At(5), CaseMark.Spam), (first.EndedAt!.Value, first.Mark));
        conversation.Restore("sari", 7, null, 0, At(6));
        Assert.Equal((null, CaseMark.Customer), (first.EndedAt, first.Mark));
        conversation.Resolve(HandoverOutcome.Solved, At(7));
        conversation.Reopen();
        Assert.Null(conversation.CurrentCase);
        var second = conversation.BeginCase(9, At(60));
        Assert.Equal((2, 9, At(60), null), (second.Number, second.FirstSequence, second.OpenedAt, second.EndedAt));
        Assert.Same(second, conversation.BeginCase(11, At(61)));
    }

    /// <summary>The sweep comes a day later, and nobody waited that day.</summary>
    [Fact]
    public void A_silent_case_ends_with_its_last_message()
    {
        var conversation = new Conversation { Id = new("c1"), Channel = WebChannel.Key, LastMessageAt = At(3) };
        conversation.BeginCase(1, Noon);
        conversation.Close();
        Assert.Equal(At(3), conversation.CurrentCase!.EndedAt);
    }

    [Fact]
    public void Who_said_nothing_but_hello_has_no_case()
    {
        var conversation = New();
        conversation.Close();
        Assert.Null(conversation.CurrentCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_matter_that_goes_on_on_another_channel_stays_one_case(bool handedOver)
    {
        var there = handedOver ? Waiting() : New();
        var brought = there.BeginCase(1, Noon);
        var here = new Conversation { Id = new("c2"), Channel = "whatsapp", LastMessageAt = At(1) };
        var asked = here.BeginCase(1, At(1));
        here.Continue(there, handedOver, At(2));
        Assert.Same(brought, here.CurrentCase);
        Assert.Null(there.CurrentCase);
        Assert.Equal((new("c2"), "web", null), (brought.ConversationId, brought.Channel, brought.EndedAt));
        Assert.Equal((CaseEventKind.MovedChannel, "whatsapp"), brought.Events.Select(e => (e.Kind, e.Channel)).Last());
        Assert.Equal((CaseEventKind.Joined, At(2)), asked.Events.Select(e => (e.Kind, e.At)).Last());
    }

    /// <summary>The clock was set back: what was done after a message is not told from before it.</summary>
    [Fact]
    public void An_act_is_never_before_the_last_message()
    {
        var conversation = new Conversation { Id = new("c1"), Channel = WebChannel.Key, LastMessageAt = At(9) };
        conversation.HandOver(new BegunHandover(7, HandoverReason.CustomerAsked, null), 1, Noon);
        Assert.All(conversation.CurrentCase!.Events, e => Assert.Equal(At(9), e.At));
    }

    private static void End(Conversation conversation, string act)
    {
        if (act == nameof(Conversation.Release))
            conversation.Release(CaseEventKind.Released, Noon);
        else if (act == nameof(Conversation.ReturnToBot))
            conversation.ReturnToBot(byCustomer: false, Noon);
        else
            conversation.Resolve(HandoverOutcome.Solved, Noon);
    }

    private static DateTimeOffset At(int minutes) => Noon.AddMinutes(minutes);

    private static int Minutes(DateTimeOffset at) => (int)(at - Noon).TotalMinutes;

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
}
