using CxBot.Alerts;
using CxBot.Conversations;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Alerts;

/// <summary>What calls Sari between two readings of the board.</summary>
public sealed class DeskAlertsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly BoardRow Mine = HeldListTests.Row("m") with
    {
        Status = ConversationStatus.WithAgent,
        OwnerId = "sari",
        AssignedById = "sari",
        LastRole = MessageRole.Customer,
        LastCustomerSequence = 4,
    };

    private static readonly BoardRow Waits = HeldListTests.Row("w");

    [Fact]
    public void What_waits_now_and_did_not_before_calls() => Calls([Waiting("a")], [Waiting("a"), Waiting("b")], "Waiting b");

    [Fact]
    public void What_has_been_waiting_does_not_call_again() => Calls([Waits], [Waits with { LastWords = "halo?" }]);

    [Theory]
    [InlineData(299)]
    [InlineData(4_999)]
    public void In_the_longest_queue_the_next_one_calls_and_no_other(int before)
    {
        BoardRow[] queue = [.. Enumerable.Range(0, before).Select(one => Waiting($"{one}"))];
        Calls(queue, [Waiting("new"), .. queue], "Waiting new");
        Calls(queue, [.. queue[1..], Waiting("last")], "Waiting last");
    }

    [Fact]
    public void Somebody_urgent_calls_as_such_new_or_become_so()
    {
        Calls([], [Waits with { Urgent = true }], "Urgent w");
        Calls([Waits], [Waits with { Urgent = true }], "Urgent w");
        Calls([Waits with { Urgent = true }], [Waits]);
    }

    [Fact]
    public void What_an_agent_releases_calls_everybody_else()
    {
        var (before, now) = (new BoardSnapshot([], [Mine]), new BoardSnapshot([Waiting("m")], []));
        Assert.Empty(Alerts(before, now, "sari"));
        Assert.Equal(["Waiting m"], Alerts(before, now, "budi"));
    }

    [Fact]
    public void A_low_score_calls_the_lead_once()
    {
        var low = new OpenLowScore(new("c"), 7, "sari", SurveyKind.Nps, 3, null, Noon);
        var (before, now) = (BoardSnapshot.Empty, BoardSnapshot.Empty with { LowScores = [low] });
        var alert = Assert.Single(DeskAlerts.Between(new(before, Noon), new(now, Noon), "sari"));
        Assert.Equal((AlertCause.LowScore, "desk/all/c", (3, 10)), (alert.Cause, alert.Path, alert.Given));
        Assert.Empty(Alerts(now, now with { LowScores = [low with { Score = 2 }] }, "sari"));
        Assert.Empty(Alerts(before, now, "budi"));
    }

    [Fact]
    public void A_transfer_calls_the_receiver_alone()
    {
        var (before, now) = (new BoardSnapshot([], [Mine]),
            new BoardSnapshot([], [Mine with { OwnerId = "budi", AssignedById = "sari" }]));
        Assert.Empty(Alerts(before, now, "sari"));
        Assert.Empty(Alerts(before, now, "rina"));
        Assert.Equal(["Transferred m"], Alerts(before, now, "budi"));
    }

    [Fact]
    public void What_comes_to_an_agent_by_itself_calls_and_what_they_took_does_not()
    {
        Assert.Equal(["Transferred m"], Alerts(new([], []), new([], [Mine with { AssignedById = null }]), "sari"));
        Assert.Empty(Alerts(new([Waiting("m")], []), new([], [Mine]), "sari"));
        Assert.Empty(Alerts(new([], [Mine with { OwnerId = "budi" }]), new([], [Mine]), "sari"));
    }

    [Fact]
    public void A_customer_who_writes_calls_the_agent_who_has_them_and_nobody_else()
    {
        BoardSnapshot before = new([], [Mine]), now = new([], [Mine with { LastCustomerSequence = 6 }]);
        Assert.Equal(["Wrote m"], Alerts(before, now, "sari"));
        Assert.Empty(Alerts(before, now, "budi"));
    }

    [Fact]
    public void The_agents_own_words_call_nobody() =>
        Assert.Empty(Alerts(new([], [Mine]), new([], [Mine with { LastRole = MessageRole.Agent }]), "sari"));

    [Fact]
    public void A_refused_reply_calls_its_agent_once()
    {
        Assert.Equal(["Failed m"], Alerts(new([], [Mine]), new([], [Mine with { Failed = true }]), "sari"));
        Assert.Empty(Alerts(new([], [Mine with { Failed = true }]), new([], [Mine with { Failed = true, LastWords = "?" }]), "sari"));
    }

    [Fact]
    public void What_was_put_off_calls_when_it_is_due_though_nothing_else_has_changed()
    {
        BoardSnapshot board = new([], [Mine with { DueAt = Noon.AddMinutes(5) }]);
        Assert.Equal(Noon.AddMinutes(5), DeskAlerts.NextDue(new(board, Noon), "sari"));
        Assert.Equal(["Due m"], Alerts(board, board, "sari", Noon, Noon.AddMinutes(5)));
        Assert.Empty(Alerts(board, board, "sari", Noon.AddMinutes(5), Noon.AddMinutes(6)));
        Assert.Empty(Alerts(board, board, "budi", Noon, Noon.AddMinutes(5)));
        Assert.Null(DeskAlerts.NextDue(new(board, Noon.AddMinutes(5)), "sari"));
    }

    [Fact]
    public void A_note_calls_whom_it_names_once_whoever_has_the_conversation()
    {
        var mention = new OpenMention(new ConversationId("x"), 7, "sari", "Budi", "Rina", Noon);
        BoardSnapshot before = new([], []), now = before with { Mentions = [mention] };
        Assert.Equal(["Mentioned x"], Alerts(before, now, "sari"));
        Assert.Empty(Alerts(before, now, "budi"));
        Assert.Empty(Alerts(now, now with { Owned = [Mine with { OwnerId = "budi" }] }, "sari"));
        Assert.Equal(["Mentioned x"], Alerts(now, now with { Mentions = [mention with { Sequence = 9 }, mention] }, "sari"));
    }

    [Fact]
    public void Everything_of_one_reading_is_told_the_weightiest_first()
    {
        BoardSnapshot before = new([], [Mine]);
        BoardSnapshot now = new([Waits, Waiting("u") with { Urgent = true }],
            [Mine with { LastCustomerSequence = 6, Failed = true }, Mine with { Id = new("t"), AssignedById = "budi" }])
        {
            Mentions = [new OpenMention(new ConversationId("x"), 7, "sari", null, null, Noon)],
        };
        Assert.Equal(["Urgent u", "Transferred t", "Mentioned x", "Failed m", "Wrote m", "Waiting w"], Alerts(before, now, "sari"));
    }

    [Fact]
    public void Each_event_has_one_key_at_every_desk_and_the_next_has_another()
    {
        static string Key(BoardSnapshot before, BoardSnapshot now) =>
            DeskAlerts.Between(new(before, Noon), new(now, Noon), "sari").Single().Key;
        BoardSnapshot four = new([], [Mine]), five = new([], [Mine with { LastCustomerSequence = 5 }]),
            six = new([], [Mine with { LastCustomerSequence = 6 }]);
        Assert.Equal(Key(four, six), Key(five, six));
        Assert.NotEqual(Key(four, five), Key(five, six));
    }

    [Fact]
    public void The_tab_counts_what_wants_this_agent_each_conversation_once()
    {
        BoardSnapshot board =
            new([Waits], [Mine with { Unread = true }, Mine with { Id = new("r") }, Mine with { Id = new("f"), Failed = true },
            Mine with { Id = new("o"), OwnerId = "budi", Unread = true }])
            {
                Mentions = [new OpenMention(new ConversationId("m"), 7, "sari", null, null, Noon),
                new OpenMention(new ConversationId("x"), 7, "sari", null, null, Noon),
                new OpenMention(new ConversationId("y"), 7, "budi", null, null, Noon)],
            };
        Assert.Equal(3, TabTitle.Mine(board, "sari"));
    }

    private static BoardRow Waiting(string id) => HeldListTests.Row(id);

    private static void Calls(IReadOnlyList<BoardRow> waited, IReadOnlyList<BoardRow> waits, params string[] alerts) =>
        Assert.Equal(alerts, Alerts(new(waited, []), new(waits, []), "sari"));

    private static IEnumerable<string> Alerts(BoardSnapshot before, BoardSnapshot now, string agent,
        DateTimeOffset? then = null, DateTimeOffset? at = null) =>
        DeskAlerts.Between(new(before, then ?? Noon), new(now, at ?? Noon), agent).Select(one => $"{one.Cause} {one.ConversationId}");
}
