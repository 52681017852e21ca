using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Reports.Rebuild;

namespace CxBot.Tests.Reports;

public sealed class EstimatedCasesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_of_silence_with_the_bot_ends_a_case_and_a_greeting_begins_none()
    {
        var cases = Of(
            [Turn(1, TurnOutcome.SmallTalk, 0), Turn(2, TurnOutcome.Answered, 1), Turn(4, TurnOutcome.SmallTalk, 2),
                Turn(6, TurnOutcome.Clarified, 2 + (25 * 60))], []);
        Assert.Equal([(2, At(1), At(2)), (6, At(2 + (25 * 60)), null)], cases.Cases.Select(c => (c.FirstSequence, c.OpenedAt, c.EndedAt)));
        Assert.Equal([2L, 4L], cases.OfTurn.Where(pair => pair.Value == cases.Cases[0]).Select(pair => pair.Key));
        Assert.Same(cases.Cases[1], cases.Open);
        Assert.All(cases.Cases, c => Assert.True(c.IsEstimated));
    }

    [Fact]
    public void A_handover_goes_from_the_words_that_led_to_it_over_who_had_it_to_its_end()
    {
        var handover = Handover(7, 10, 12, 20, HandoverOutcome.Solved);
        var cases = Of(
            [Turn(3, TurnOutcome.Answered, 5), Turn(5, TurnOutcome.HandedOver, 9), Turn(9, TurnOutcome.Answered, 60)], [handover],
            new OldAct(At(15), 7, CaseEventKind.Transferred, "sari", "budi"));
        Assert.Equal(2, cases.Cases.Count);
        Assert.Equal(
            [
                (CaseEventKind.Opened, At(5), 3), (CaseEventKind.HandedOver, At(10), 5), (CaseEventKind.Taken, At(12), 0),
                (CaseEventKind.Transferred, At(15), 0), (CaseEventKind.Resolved, At(20), 0L),
            ],
            cases.Cases[0].Events.Select(e => (e.Kind, e.At, e.Sequence)));
        Assert.Equal(At(20), cases.Cases[0].EndedAt);
        Assert.Same(cases.Cases[0], cases.OfHandover[7]);
    }

    [Fact]
    public void What_people_took_up_again_is_the_same_case()
    {
        var cases = Of(
            [Turn(1, TurnOutcome.HandedOver, 0)],
            [Handover(1, 0, 1, 5, HandoverOutcome.Solved), Handover(2, 30, 30, 35, HandoverOutcome.Solved, HandoverReason.Reopened)]);
        var one = Assert.Single(cases.Cases);
        Assert.Equal(At(35), one.EndedAt);
        Assert.Contains(one.Events, e => e.Kind == CaseEventKind.Reopened);
    }

    [Fact]
    public void What_is_over_by_now_ended_with_its_last_word()
    {
        var cases = EstimatedCases.Of(new OldLog(
            new("c"), "web", [Turn(1, TurnOutcome.Answered, 0)], [], [], At(3), HasEnded: true));
        Assert.Equal(At(3), Assert.Single(cases.Cases).EndedAt);
        Assert.Null(cases.Open);
    }

    private static EstimatedCases Of((Turn, DateTimeOffset)[] turns, HandoverRequest[] handovers, params OldAct[] acts) =>
        EstimatedCases.Of(new OldLog(new("c"), "web", turns, handovers, acts, At(9_999), HasEnded: false));

    private static (Turn, DateTimeOffset) Turn(long sequence, TurnOutcome outcome, int minute) => (
        new Turn { ConversationId = new("c"), FirstSequence = sequence, LastSequence = sequence, Outcome = outcome, At = At(minute) },
        At(minute));

    private static HandoverRequest Handover(long id, int requested, int taken, int ended, HandoverOutcome outcome,
        HandoverReason reason = HandoverReason.CustomerAsked)
    {
        return new HandoverRequest
        {
            Id = id,
            ConversationId = new("c"),
            Reason = reason,
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
            RequestedAt = At(requested),
            TakenAt = At(taken),
            AgentId = "sari",
            EndedAt = At(ended),
            Outcome = outcome,
        };
    }

    private static DateTimeOffset At(int minutes) => Noon.AddMinutes(minutes);
}
