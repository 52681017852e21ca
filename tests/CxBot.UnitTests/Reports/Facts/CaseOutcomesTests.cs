using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using static CxBot.Tests.Reports.Facts.LoggedCase;

namespace CxBot.Tests.Reports.Facts;

public sealed class CaseOutcomesTests
{
    [Fact]
    public void What_has_not_ended_is_open() => Is(CaseOutcome.Open, new LoggedCase().Asks(0, TurnOutcome.Answered));

    [Theory]
    [InlineData(TurnOutcome.Answered, CaseOutcome.Assumed)]
    [InlineData(TurnOutcome.Clarified, CaseOutcome.LeftWithoutHelp)]
    [InlineData(TurnOutcome.AskedAgain, CaseOutcome.LeftWithoutHelp)]
    [InlineData(TurnOutcome.HeldBack, CaseOutcome.LeftWithoutHelp)]
    public void Silence_after_the_bot_says_what_its_last_word_was(TurnOutcome last, CaseOutcome outcome) =>
        Is(outcome, Closed(new LoggedCase().Asks(0, TurnOutcome.Answered).Asks(1, last)));

    [Fact]
    public void A_visitor_whom_nobody_would_know_again_is_not_taken_for_helped() =>
        Is(CaseOutcome.NotFollowed, Closed(new LoggedCase { IsKnown = false }.Asks(0, TurnOutcome.Answered)));

    [Theory]
    [InlineData(true, CaseOutcome.Confirmed)]
    [InlineData(false, CaseOutcome.LeftWithoutHelp)]
    public void A_thumb_says_whether_it_helped(bool up, CaseOutcome outcome) =>
        Is(outcome, Closed(new LoggedCase().Asks(0, TurnOutcome.Answered).Thumb(0, up)));

    [Fact]
    public void Thanks_after_an_answer_confirm_it() =>
        Is(CaseOutcome.Confirmed,
            Closed(new LoggedCase().Asks(0, TurnOutcome.Answered).Asks(1, TurnOutcome.SmallTalk, null, TurnReason.Thanked)));

    [Theory]
    [InlineData(6.9, "a", CaseOutcome.CameBack)]
    [InlineData(6.9, "b", CaseOutcome.Confirmed)]
    [InlineData(8, "a", CaseOutcome.Confirmed)]
    public void Who_is_back_on_the_topic_within_seven_days_was_not_helped(double days, string article, CaseOutcome outcome) =>
        Is(outcome, Closed(new LoggedCase().Asks(0, TurnOutcome.Answered).Thumb(0, true)).IsBack(days, article));

    [Theory]
    [InlineData(HandoverOutcome.Solved, null, CaseOutcome.SolvedDurable)]
    [InlineData(HandoverOutcome.Solved, 6.0, CaseOutcome.SolvedReopened)]
    [InlineData(HandoverOutcome.Solved, 8.0, CaseOutcome.SolvedDurable)]
    [InlineData(HandoverOutcome.FollowUpNeeded, null, CaseOutcome.NotSolved)]
    [InlineData(HandoverOutcome.NotReachable, null, CaseOutcome.NotSolved)]
    public void People_say_whether_it_is_solved_and_the_next_seven_days_whether_it_lasts(
        HandoverOutcome said, double? back, CaseOutcome outcome)
    {
        var one = new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Replies(2).Acts(c => c.Resolve(said, At(3)));
        Is(outcome, back is { } days ? one.IsBack(days) : one);
    }

    [Fact]
    public void What_was_solved_and_taken_up_again_did_not_last() =>
        Is(CaseOutcome.SolvedReopened, new LoggedCase().IsHandedOver(0).Acts(c =>
        {
            c.Take("sari", At(1));
            c.Resolve(HandoverOutcome.Solved, At(3));
            c.GoOn("sari", new BegunHandover(2, HandoverReason.Reopened, null), At(9), At(9));
            c.Resolve(HandoverOutcome.Solved, At(12));
        }));

    [Theory]
    [InlineData(HandoverOutcome.Solved)]
    [InlineData(HandoverOutcome.FollowUpNeeded)]
    public void What_people_began_has_no_question_however_it_ended(HandoverOutcome said) =>
        Is(CaseOutcome.NoQuestion, new LoggedCase().Acts(c => c.GoOn("sari", new BegunHandover(1, HandoverReason.TakenByAgent, null), At(0), At(0)))
            .Replies(2).Acts(c => c.Resolve(said, At(3))));

    [Fact]
    public void Who_went_back_before_anybody_said_a_word_and_left_was_abandoned() =>
        Is(CaseOutcome.Abandoned, Closed(new LoggedCase().IsHandedOver(0).Acts(c => c.ReturnToBot(byCustomer: true, At(5)))));

    [Fact]
    public void Who_went_back_and_was_answered_then_is_the_bots() =>
        Is(CaseOutcome.Assumed,
            Closed(new LoggedCase().IsHandedOver(0).Acts(c => c.ReturnToBot(byCustomer: true, At(5))).Asks(6, TurnOutcome.Answered)));

    [Fact]
    public void What_an_agent_gave_back_without_a_word_on_it_is_not_solved() =>
        Is(CaseOutcome.NotSolved,
            Closed(new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Replies(2)
                .Acts(c => c.ReturnToBot(byCustomer: false, At(5)))));

    [Theory]
    [InlineData(false, HandoverOutcome.Solved, CaseMark.Customer)]
    [InlineData(false, HandoverOutcome.Spam, CaseMark.Spam)]
    [InlineData(true, HandoverOutcome.Solved, CaseMark.Blocked)]
    public void Spam_and_who_is_blocked_are_counted_apart(bool blocked, HandoverOutcome said, CaseMark mark)
    {
        var facts = new LoggedCase { IsBlocked = blocked }.IsHandedOver(0)
            .Acts(c => c.Take("sari", At(1))).Acts(c => c.Resolve(said, At(3))).Facts();
        Assert.Equal((mark, mark), (facts.Case.Mark, facts.Of<HandoverFact>().Single().Mark));
    }

    private static LoggedCase Closed(LoggedCase one) => one.FallsSilent();

    private static void Is(CaseOutcome outcome, LoggedCase one) => Assert.Equal(outcome, one.Facts().Case.Outcome);
}
