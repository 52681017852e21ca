using CxBot.Conversations.Cases;
using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Conversations;
using CxBot.Continuation;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Tests.Testing;
using CxBot.Turns.Planning;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Turns.Planning;

public sealed class TurnPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);
    private static readonly AnswerThresholds Thresholds = new(0.6, 0.3, null);

    [Fact]
    public void An_event_is_taken_in_without_a_word()
    {
        var plan = TurnPlan.Begin(Work(false, Event(1), Said(2, "halo")));

        Assert.Equal((TurnOutcome.Noted, 1), Silent(plan));
    }

    [Fact]
    public void A_blocked_customer_gets_no_word_and_every_text_is_covered()
    {
        var blocked = new Customer { Blocked = true };

        Assert.Equal((TurnOutcome.Ignored, 2), Silent(TurnPlan.Begin(Work(New(blocked), false, Said(1, "halo"), Said(2, "hei")))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void While_people_have_the_conversation_the_bot_is_silent(bool taken)
    {
        var conversation = New();
        conversation.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, DateTimeOffset.UnixEpoch);
        if (taken)
            conversation.Take("sari", DateTimeOffset.UnixEpoch);

        Assert.Equal((TurnOutcome.LeftToAgent, 2),
            Silent(TurnPlan.Begin(Work(conversation, false, Said(1, "halo"), Said(2, "ada orang?"))).With(request: null)));
    }

    [Fact]
    public void Texts_before_the_next_event_are_one_turn()
    {
        var plan = TurnPlan.Begin(Work(false, Said(1, "halo"), Said(2, "mau tanya"), Event(3), Said(4, "ongkir")));

        Assert.Equal([1L, 2], plan.Said.Select(m => m.Sequence));
    }

    [Fact]
    public void A_text_that_a_later_one_corrects_is_not_read()
    {
        var plan = TurnPlan.Begin(Work(false, Said(1, "refun"), Said(2, "refund saya", replaces: 1)));

        Assert.Equal([2L], plan.Said.Select(m => m.Sequence));
    }

    [Fact]
    public void A_code_after_other_words_is_a_turn_of_its_own()
    {
        var plan = TurnPlan.Begin(Work(false, Said(1, "halo"), Said(2, "AB2C-D3EF"), Said(3, "ongkir")));

        Assert.Equal([1L], plan.Said.Select(m => m.Sequence));
    }

    [Fact]
    public void What_is_to_be_done_between_channels_is_done_and_nothing_is_searched()
    {
        var plan = TurnPlan.Begin(Work(false, Said(1, "AB2C-D3EF"), Said(2, "ongkir"))).With(new ContinuationRequest.Confirm("hash"));

        Assert.Equal(new ContinuationRequest.Confirm("hash"), Assert.IsType<TurnEnd.Continue>(plan.End).Request);
        Assert.Equal(1, TurnWords.Of(plan)!.LastSequence);
    }

    [Fact]
    public void A_wrong_code_is_told_but_not_while_an_agent_sees_it()
    {
        var wrong = new ContinuationRequest.Invalid(Tell: true);
        var waiting = New();
        waiting.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, DateTimeOffset.UnixEpoch);

        Assert.IsType<TurnEnd.Continue>(TurnPlan.Begin(Work(false, Said(1, "AB2C-D3EF"))).With(wrong).End);
        var left = TurnPlan.Begin(Work(waiting, false, Said(1, "AB2C-D3EF"))).With(wrong);
        Assert.Equal((TurnOutcome.LeftToAgent, 1), Silent(left));
        Assert.Equal(new ContinuationRequest.Invalid(Tell: false), TurnWords.Of(left)!.Continuation);
    }

    [Fact]
    public void A_wrong_code_among_other_words_is_counted_and_the_words_are_read()
    {
        var plan = Planned(
            TurnPlan.Begin(Work(false, Said(1, "kode AB2C-D3EF kok gagal"))).With(new ContinuationRequest.Invalid(Tell: false)));

        Assert.Equal(TurnText.First, plan.Next!.Text);
        Assert.Equal(new ContinuationRequest.Invalid(Tell: false),
            TurnWords.Of(plan.With(Answers(plan, "a")).Confirm(Answers(plan, "a")))!.Continuation);
    }

    [Fact]
    public void A_wish_on_being_written_to_is_confirmed_as_a_turn_of_its_own()
    {
        var (stop, words) = (Said(1, "STOP", consent: ConsentWish.Stop), Said(2, "ongkir"));

        Assert.Equal(stop, Assert.IsType<TurnEnd.ConfirmConsent>(Open(Work(false, stop, words)).End).Message);
        Assert.Equal([1L], Open(Work(false, Said(1, "ongkir"), Said(2, "STOP", consent: ConsentWish.Stop))).Said.Select(m => m.Sequence));
    }

    [Fact]
    public void A_message_that_is_read_after_the_reply_window_closed_goes_to_a_person()
    {
        var late = New(repliesUntil: Start);

        Assert.Equal(HandoverReason.WindowShut, Reason(Open(Work(late, false, Said(1, "ongkir"), Said(2, "halo")))));
        Assert.IsType<TurnEnd.ConfirmConsent>(Open(Work(late, false, Said(1, "STOP", consent: ConsentWish.Stop))).End);
    }

    [Fact]
    public void A_loop_of_two_machines_goes_to_a_person()
    {
        var repeated = Enumerable.Range(1, 5).Select(i => Said(i, "auto reply").Message).ToList();

        Assert.Equal(HandoverReason.MissedTwice,
            Reason(Open(Work(false, Said(5, "auto reply")), new TurnBackground { Recent = repeated })));
    }

    [Fact]
    public void The_first_message_alone_is_tried_first_and_a_sure_answer_covers_it_alone()
    {
        var walk = Walk(Open(Work(true, Said(1, "ongkir"), Said(2, "refund"))), a => Answers(a, "a"));

        Assert.Equal([TurnText.First], walk.Tried);
        Assert.Equal((TurnOutcome.Answered, 1), Covers(walk.Plan));
    }

    [Fact]
    public void Small_talk_is_answered_at_once()
    {
        var walk = Walk(Open(Work(true, Said(1, "halo"), Said(2, "ongkir"))), a => Decides(a, new Decision.Chat(SmallTalk.Greeting)));

        Assert.Equal([TurnText.First], walk.Tried);
        Assert.Equal((TurnOutcome.SmallTalk, 1), Covers(walk.Plan));
    }

    [Fact]
    public void Fragments_that_say_nothing_alone_are_read_together()
    {
        var walk = Walk(Open(Work(true, Said(1, "refund"), Said(2, "belum masuk"))),
            a => a.Text == TurnText.Whole ? Answers(a, "a") : Doubts(a));

        Assert.Equal([TurnText.First, TurnText.Whole], walk.Tried);
        Assert.Equal((TurnOutcome.Answered, 2), Covers(walk.Plan));
    }

    [Fact]
    public void Doubt_waits_while_there_is_patience()
    {
        var walk = Walk(Open(Work(true, Said(1, "refund"))), Doubts);

        Assert.IsType<TurnEnd.Wait>(walk.Plan.End);
        Assert.Null(TurnWords.Of(walk.Plan));
    }

    [Fact]
    public void Without_patience_the_last_message_alone_is_tried_and_its_answer_covers_all()
    {
        var walk = Walk(Open(Work(false, Said(1, "eh"), Said(2, "anu"), Said(3, "ongkir berapa"))),
            a => a.Text == TurnText.Last ? Answers(a, "a") : Doubts(a));

        Assert.Equal([TurnText.First, TurnText.Whole, TurnText.Last], walk.Tried);
        Assert.Equal([3L], walk.Attempts[^1].Messages.Select(m => m.Sequence));
        Assert.Equal((TurnOutcome.Answered, 3), Covers(walk.Plan));
    }

    [Fact]
    public void Where_all_is_doubt_the_doubt_about_the_whole_is_said()
    {
        var walk = Walk(Open(Work(false, Said(1, "eh"), Said(2, "anu"))),
            a => a.Text == TurnText.Whole ? Decides(a, new Decision.Clarify([Found("a"), Found("b")])) : Doubts(a));

        Assert.Equal((TurnOutcome.Clarified, 2), Covers(walk.Plan));
    }

    [Fact]
    public void A_whole_that_only_announces_a_question_is_said_and_its_last_message_is_not_tried_alone()
    {
        var walk = Walk(Open(Work(false, Said(1, "min"), Said(2, "mau tanya"))),
            a => a.Text == TurnText.Whole ? Decides(a, new Decision.Chat(SmallTalk.Opener)) : Doubts(a));

        Assert.Equal([TurnText.First, TurnText.Whole], walk.Tried);
        Assert.Equal((TurnOutcome.SmallTalk, 2), Covers(walk.Plan));
    }

    [Fact]
    public void The_rest_of_a_thought_that_was_just_answered_says_nothing_again()
    {
        var walk = Walk(Open(Work(true, Said(2, "yang kemarin")), JustAnswered("a")),
            a => a.Text == TurnText.Rest ? Answers(a, "a") : Doubts(a));

        Assert.Equal([TurnText.First, TurnText.Rest], walk.Tried);
        Assert.Equal([1L, 2], walk.Attempts[^1].Messages.Select(m => m.Sequence));
        Assert.Equal((TurnOutcome.Continued, 2), Covers(walk.Plan));
    }

    [Fact]
    public void The_rest_of_a_thought_may_lead_to_another_answer()
    {
        var walk = Walk(Open(Work(true, Said(2, "ke luar negeri")), JustAnswered("a")),
            a => a.Text == TurnText.Rest ? Answers(a, "b", 0.85) : Doubts(a));

        Assert.Equal((TurnOutcome.Answered, 2), Covers(walk.Plan));
    }

    [Fact]
    public void Two_questions_in_a_row_are_two_questions_where_the_whole_is_less_clear()
    {
        var walk = Walk(Open(Work(true, Said(2, "bisa cod?")), JustAnswered("a")),
            a => a.Text == TurnText.Rest ? Answers(a, "b", 0.8) : Doubts(a));

        Assert.IsType<TurnEnd.Wait>(walk.Plan.End);
    }

    /// <summary>The question it answers would be lost: together with the one before, only that one's answer is clear.</summary>
    [Fact]
    public void What_answers_a_question_of_its_own_is_not_the_rest_of_the_thought_before()
    {
        var walk = Walk(Open(Work(false, Said(2, "bisa cod ga? jual laptop ga?")), JustAnswered("a")), a => a.Text == TurnText.First
            ? Decides(a, new Decision.GiveAnswer(Found("b"), false) { Open = [new OpenQuestion("jual laptop ga", [])] })
            : Answers(a, "a"));

        Assert.Equal([TurnText.First], walk.Tried);
        Assert.Equal((TurnOutcome.Answered, 2), Covers(walk.Plan));
    }

    [Theory]
    [InlineData("status pesanan saya", true)]
    [InlineData("paket saya sampai mana", false)]
    public void What_is_asked_right_after_its_answer_is_pointed_back_to_where_the_words_are_the_same(string text, bool isSame)
    {
        var walk = Walk(Open(Work(true, Said(2, text)), JustAnswered("a", "status pesanan")), a => Answers(a, "a"));

        Assert.Equal((TurnOutcome.Continued, 2), Covers(walk.Plan));
        Assert.Equal(isSame ? 1 : 0, TurnWords.Of(walk.Plan)!.Replies.Count);
    }

    [Fact]
    public void A_follow_up_is_read_together_with_what_was_answered_before()
    {
        var walk = Walk(Open(Work(true, Said(2, "kalau ke luar negeri?")), AnsweredBefore("a")),
            a => a.Text == TurnText.FollowUp ? Answers(a, "b") : Doubts(a));

        Assert.Equal([TurnText.First, TurnText.FollowUp], walk.Tried);
        Assert.Equal([1L, 2], walk.Attempts[^1].Messages.Select(m => m.Sequence));
        Assert.Equal((TurnOutcome.Answered, 2), Covers(walk.Plan));
    }

    [Fact]
    public void A_follow_up_that_leads_back_to_the_same_answer_helps_nobody()
    {
        var walk = Walk(Open(Work(true, Said(2, "kalau ke luar negeri?")), AnsweredBefore("a")),
            a => a.Text == TurnText.FollowUp ? Answers(a, "a") : Doubts(a));

        Assert.IsType<TurnEnd.Wait>(walk.Plan.End);
    }

    [Fact]
    public void What_does_not_lean_on_the_answer_before_is_not_read_with_it()
    {
        var walk = Walk(Open(Work(true, Said(2, "refund bagaimana")), AnsweredBefore("a")), Doubts);

        Assert.Equal([TurnText.First], walk.Tried);
    }

    [Fact]
    public void Who_announces_a_question_means_nothing_that_was_before()
    {
        var background = JustAnswered("a") with { AnsweredBefore = [Said(1, "ongkir")] };
        var walk = Walk(Open(Work(true, Said(2, "kalau mau tanya?")), background), a => Decides(a, new Decision.Chat(SmallTalk.Opener)));

        Assert.Equal([TurnText.First], walk.Tried);
    }

    [Fact]
    public void A_correction_to_which_the_same_answer_stands_is_not_answered_twice()
    {
        var background = new TurnBackground { AnsweredArticleId = new("a") };

        Assert.Equal((TurnOutcome.Continued, 2),
            Covers(Walk(Open(Work(true, Said(2, "refund saya", replaces: 1)), background), a => Answers(a, "a")).Plan));
        Assert.Equal((TurnOutcome.Answered, 2),
            Covers(Walk(Open(Work(true, Said(2, "ongkir", replaces: 1)), background), a => Answers(a, "b")).Plan));
        Assert.Equal((TurnOutcome.Answered, 2),
            Covers(Walk(Open(Work(true, Said(2, "refund saya")), background), a => Answers(a, "a")).Plan));
    }

    [Fact]
    public void A_question_that_is_left_open_beside_an_answer_waits_as_every_doubt_does()
    {
        var open = new Decision.GiveAnswer(Found("a"), false) { Open = [new OpenQuestion("berapa hari", [Found("b"), Found("c")])] };

        Assert.IsType<TurnEnd.Wait>(Walk(Open(Work(true, Said(1, "cod bisa? brp hari"))), a => Decides(a, open, 0.9)).Plan.End);
        Assert.Equal((TurnOutcome.Answered, 1),
            Covers(Walk(Open(Work(false, Said(1, "cod bisa? brp hari"))), a => Decides(a, open, 0.9)).Plan));
    }

    [Fact]
    public void An_answer_that_the_model_does_not_find_in_the_articles_does_not_win_and_the_whole_is_tried_next()
    {
        var walk = Walk(
            Open(Work(true, Said(2, "kalau refund?"), Said(3, "belum masuk")), AnsweredBefore("b")),
            a => Answers(a, "a"),
            winner => winner.Said.Count == 1 ? winner with { Decision = new Decision.HandOver(HandoverReason.LowConfidence, null) }
                : winner);

        Assert.Equal([TurnText.First, TurnText.Whole], walk.Tried);
        Assert.Equal((TurnOutcome.Answered, 3), Covers(walk.Plan));
    }

    [Fact]
    public void Where_the_model_finds_no_answer_anywhere_the_doubt_about_the_whole_is_said()
    {
        var walk = Walk(
            Open(Work(false, Said(1, "refund"), Said(2, "belum masuk"))),
            a => a.Text == TurnText.Whole ? Decides(a, new Decision.Clarify([Found("a"), Found("b")])) : Answers(a, "a"),
            winner => winner with { Decision = new Decision.HandOver(HandoverReason.LowConfidence, null) });

        Assert.Equal([TurnText.First, TurnText.Whole, TurnText.Last], walk.Tried);
        Assert.Equal((TurnOutcome.Clarified, 2), Covers(walk.Plan));
    }

    [Fact]
    public void A_turn_that_failed_goes_to_a_person_and_an_event_that_failed_to_nobody()
    {
        var taken = New();
        taken.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, DateTimeOffset.UnixEpoch);

        Assert.Equal(HandoverReason.AnsweringFailed, Reason(TurnPlan.GiveUp(Work(false, Said(1, "halo"), Said(2, "hei")))));
        Assert.Equal((TurnOutcome.LeftToAgent, 2), Silent(TurnPlan.GiveUp(Work(taken, false, Said(1, "halo"), Said(2, "hei")))));
        Assert.Equal((TurnOutcome.Ignored, 1), Silent(TurnPlan.GiveUp(Work(false, Event(1)))));
    }

    private static (TurnPlan Plan, List<Attempt> Attempts, IEnumerable<TurnText> Tried) Walk(
        TurnPlan plan, Func<Attempt, TurnDecision> decide, Func<TurnDecision, TurnDecision>? phrase = null)
    {
        var attempts = new List<Attempt>();
        while (plan.Next is { } attempt)
        {
            attempts.Add(attempt);
            plan = plan.With(decide(attempt));
            if (plan.Winner is { } winner)
                plan = plan.Confirm(phrase is null ? winner : phrase(winner));
        }
        return (plan, attempts, attempts.Select(a => a.Text));
    }

    private static TurnPlan Open(TurnWork work, TurnBackground? background = null) =>
        Planned(TurnPlan.Begin(work).With(request: null), background);

    private static TurnPlan Planned(TurnPlan plan, TurnBackground? background = null) => plan.With(background ?? TurnBackground.None);

    private static (TurnOutcome Outcome, long Last) Covers(TurnPlan plan) =>
        TurnWords.Of(plan) is { } result ? (result.Outcome, result.LastSequence) : throw new InvalidOperationException("It waits.");

    private static (TurnOutcome Outcome, long Last) Silent(TurnPlan plan)
    {
        var silent = Assert.IsType<TurnEnd.Silent>(plan.End);
        return (silent.Outcome, silent.Last.Sequence);
    }

    private static HandoverReason Reason(TurnPlan plan) =>
        Assert.IsType<Decision.HandOver>(Assert.IsType<TurnEnd.Say>(plan.End).Decision.Decision).Reason;

    private static TurnBackground JustAnswered(string articleId, string text = "ongkir") => new()
    {
        LastAnswered = Turn(articleId, Start.AddSeconds(1)),
        AnsweredArticleId = new(articleId),
        AnsweredJustNow = [Said(1, text)],
    };

    private static TurnBackground AnsweredBefore(string articleId) =>
        new() { LastAnswered = Turn(articleId, Start.AddMinutes(-5)), AnsweredBefore = [Said(1, "ongkir")] };

    private static Turn Turn(string articleId, DateTimeOffset at) =>
        new() { ConversationId = new("c"), Outcome = TurnOutcome.Answered, ArticleId = new(articleId), Confidence = 0.9, At = at };

    private static TurnWork Work(bool patience, params HeardMessage[] pending) => Work(New(), patience, pending);

    private static TurnWork Work(Conversation conversation, bool patience, params HeardMessage[] pending) =>
        new(conversation, pending, patience);

    private static Conversation New(Customer? customer = null, DateTimeOffset? repliesUntil = null) => new()
    {
        Id = new("c"),
        Channel = WebChannel.Key,
        Customer = customer,
        RepliesUntil = repliesUntil,
        Language = "id",
        LastCustomerAt = Start.AddSeconds(2),
    };

    private static HeardMessage Said(long sequence, string text, long? replaces = null, ConsentWish? consent = null) =>
        HeardMessage.AsWritten(new Message
        {
            ConversationId = new("c"),
            Channel = WebChannel.Key,
            Role = MessageRole.Customer,
            Sequence = sequence,
            Text = text,
            At = Start.AddSeconds(sequence),
            Content = MessageContent.Empty with
            {
                Replaces = replaces,
                Consent = consent is { } wish ? new SaidConsent(wish, ConsentPurpose.All) : null,
            },
        });

    private static HeardMessage Event(long sequence) => HeardMessage.AsWritten(new Message
    {
        ConversationId = new("c"),
        Channel = WebChannel.Key,
        Role = MessageRole.Customer,
        Kind = MessageKind.Event,
        Sequence = sequence,
        Text = "",
        At = Start.AddSeconds(sequence),
    });

    private static TurnDecision Answers(TurnPlan plan, string articleId) =>
        Answers(plan.Next ?? new Attempt(TurnText.First, plan.Said), articleId);

    private static TurnDecision Answers(Attempt attempt, string articleId, double probability = 0.9) =>
        Decides(attempt, new Decision.GiveAnswer(Found(articleId), false), probability);

    private static TurnDecision Doubts(Attempt attempt) => Decides(attempt, new Decision.HandOver(HandoverReason.LowConfidence, null), 0.1);

    private static TurnDecision Decides(Attempt attempt, Decision decision, double probability = 0.1) => new(
        attempt.Messages,
        Utterance.Read(HeardMessage.Join(attempt.Messages), "id"),
        new Answer([Found("a")], new Confidence(probability, new Dictionary<string, double>()), "id", Thresholds),
        decision);

    private static Candidate Found(string id) =>
        new(new Article(new(id), id, "id", [id], [], ArticleHandover.Never, null, "Isi", id + ".md"), 1, id);
}
