using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Reports.Facts;
using static CxBot.Tests.Reports.Facts.LoggedCase;

namespace CxBot.Tests.Reports.Facts;

public sealed class HandoverFactsTests
{
    [Fact]
    public void The_first_reply_is_counted_from_the_words_that_led_to_the_handover()
    {
        var fact = new LoggedCase().IsHandedOver(10, after: 1).Acts(c => c.Take("sari", At(14))).Replies(17).Handover();
        Assert.Equal((7 * 60, 4 * 60, true), (fact.ReplyElapsed, fact.TakenElapsed, fact.IsAsked));
        Assert.Equal(At(10).ToUnixTimeSeconds(), fact.At);
    }

    [Fact]
    public void What_the_channel_refused_is_no_reply() =>
        Assert.Equal(
            9 * 60,
            new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Replies(2, refused: true).Replies(9).Handover().ReplyElapsed);

    [Fact]
    public void A_transfer_before_the_first_reply_leaves_the_wait_as_it_is_and_the_reply_to_who_gave_it()
    {
        var facts = new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Acts(c => c.Transfer("budi", At(3)))
            .Replies(8, "budi").Facts();
        var (counted, names) = facts.All.Single(one => one.Fact is HandoverFact);
        var fact = (HandoverFact)counted;
        Assert.Equal((8 * 60, 60, 1, "budi"), (fact.ReplyElapsed, fact.TakenElapsed, fact.Transfers, names.Agent));
    }

    [Fact]
    public void Each_agent_has_had_it_for_the_time_between_getting_it_and_whatever_came_next()
    {
        var facts = new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Acts(c => c.Transfer("budi", At(3)))
            .Acts(c => c.Release(CaseEventKind.Released, At(7))).Acts(c => c.Take("sari", At(9))).Facts();
        Assert.Equal(
            [("sari", At(1), At(3)), ("budi", At(3), At(7)), ("sari", At(9), null)],
            facts.All.Where(one => one.Fact is HandlingFact).Select(one => (
                one.Names.Agent, DateTimeOffset.FromUnixTimeSeconds(one.Fact.At),
                ((HandlingFact)one.Fact).Until is { } until ? DateTimeOffset.FromUnixTimeSeconds(until) : (DateTimeOffset?)null)));
    }

    [Fact]
    public void Each_reply_after_the_first_has_its_own_wait_and_its_own_agent()
    {
        var facts = new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Replies(2).Says(10).Says(12).Replies(15, "budi")
            .Replies(16, "sari").Says(20).Replies(21, "sari").Facts();
        Assert.Equal(
            [(10, 5 * 60, "budi"), (20, 60, "sari")],
            facts.All.Where(one => one.Fact is NextReplyFact).Select(one => (
                (int)(DateTimeOffset.FromUnixTimeSeconds(one.Fact.At) - Noon).TotalMinutes, ((NextReplyFact)one.Fact).Elapsed,
                one.Names.Agent)));
        Assert.Equal(2, facts.Of<HandoverFact>().Single().NextReplies);
    }

    [Fact]
    public void Who_vanished_and_who_put_it_back_are_counted_apart()
    {
        var fact = new LoggedCase().IsHandedOver(0).Acts(c =>
        {
            c.Take("sari", At(1));
            c.Release(CaseEventKind.AgentVanished, At(2));
            c.Take("budi", At(3));
            c.Release(CaseEventKind.Released, At(4));
        }).Handover();
        Assert.Equal((1, 1, null, HandoverEnd.Open), (fact.Vanished, fact.Releases, fact.ReplyElapsed, fact.End));
    }

    [Fact]
    public void Each_next_reply_is_counted_from_the_first_message_that_nobody_had_answered()
    {
        var fact = new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1))).Replies(2)
            .Says(10).Says(11).Says(12).Replies(15).Replies(16).Says(20).Replies(21, refused: true).Replies(30).Handover();
        // 10 to 15, and 20 to 30; the word at 16 answers nothing.
        Assert.Equal((2, 15 * 60L), (fact.NextReplies, fact.NextElapsed));
    }

    [Fact]
    public void What_people_began_themselves_waited_for_nobody()
    {
        var fact = new LoggedCase().Asks(0, TurnOutcome.Answered)
            .Acts(c => c.GoOn("sari", new BegunHandover(5, HandoverReason.TakenByAgent, null), At(30), At(30))).Replies(31).Handover();
        Assert.False(fact.IsAsked);
        Assert.Equal(At(30).ToUnixTimeSeconds(), fact.At);
    }

    /// <summary>Asked at 19.55 in Jakarta, five minutes before the end of the day, and answered at 8.10 the next morning.</summary>
    [Fact]
    public void The_open_clock_stands_still_while_nobody_is_there()
    {
        var options = new HandoverOptions { TimeZone = "Asia/Jakarta" };
        foreach (var day in Enum.GetNames<DayOfWeek>())
            options.Hours[day] = "08:00-20:00";
        var calendar = new CalendarVersion
        {
            Number = 1,
            Since = Noon.AddYears(-1),
            Calendar = TeamCalendar.Of(new OpeningHours(options)).Write(),
        };
        var fact = new LoggedCase { Hours = new CalendarHistory([calendar]) }.IsHandedOver(55)
            .Acts(c => c.Take("sari", At(55 + (12 * 60)))).Replies(70 + (12 * 60)).Handover();
        Assert.Equal(((12 * 60) + 15) * 60, fact.ReplyElapsed);
        Assert.Equal(15 * 60, fact.ReplyOpen);
        Assert.Equal(19, fact.Hour);
    }

    [Fact]
    public void An_end_that_was_taken_back_is_none()
    {
        var one = new LoggedCase().IsHandedOver(0)
            .Acts(c => c.Take("sari", At(1))).Replies(2).Acts(c => c.Resolve(HandoverOutcome.Solved, At(3)));
        Assert.Equal((HandoverEnd.Solved, 180), (one.Handover().End, one.Handover().EndElapsed));
        one.Acts(c => c.Restore("sari", 1, null, 0, At(4)));
        Assert.Equal((HandoverEnd.Open, null), (one.Handover().End, one.Handover().EndElapsed));
    }
}
