using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Turns;

namespace CxBot.Tests.Turns;

public sealed class HandoverPolicyTests
{
    private static readonly AnswerThresholds Thresholds = new(0.6, 0.3, null);

    [Fact]
    public void A_sure_answer_is_given() =>
        Assert.Equal("a", Assert.IsType<Decision.GiveAnswer>(Decide("refund saya belum masuk", Found(0.9))).Candidate.Article.Id.Value);

    [Fact]
    public void A_wish_for_a_person_comes_before_everything() =>
        Assert.Equal(HandoverReason.CustomerAsked, Reason(Decide("mau ngomong sama cs dong", Found(0.99))));

    [Fact]
    public void A_wish_for_a_person_is_granted_when_answering_failed() =>
        Assert.Equal(HandoverReason.CustomerAsked, Reason(Decide("agent please", null)));

    [Fact]
    public void A_delicate_matter_goes_to_a_person_however_sure_the_answer() =>
        Assert.Equal(HandoverReason.SensitiveTopic, Reason(Decide("akun saya dibajak", Found(0.99))));

    [Fact]
    public void A_really_angry_customer_goes_to_a_person() =>
        Assert.Equal(HandoverReason.Angry, Reason(Decide("scam kalian, balikin duit gue", Found(0.99))));

    [Fact]
    public void Small_talk_is_answered_even_when_answering_failed() =>
        Assert.Equal(SmallTalk.Thanks, Assert.IsType<Decision.Chat>(Decide("makasih ya", null)).Kind);

    [Fact]
    public void A_greeting_with_a_question_is_answered() =>
        Assert.IsType<Decision.GiveAnswer>(Decide("halo min, refund saya belum masuk", Found(0.9)));

    [Fact]
    public void A_failure_goes_to_a_person() =>
        Assert.Equal(HandoverReason.AnsweringFailed, Reason(Decide("refund saya belum masuk", null)));

    [Fact]
    public void An_article_may_want_a_person_and_is_said_first()
    {
        var decision = Assert.IsType<Decision.HandOver>(Decide("refund saya belum masuk", Found(0.9, ArticleHandover.Always)));

        Assert.Equal(HandoverReason.Article, decision.Reason);
        Assert.Equal("a", decision.Say?.Article.Id.Value);
    }

    [Fact]
    public void An_article_may_offer_a_person() =>
        Assert.True(Assert.IsType<Decision.GiveAnswer>(Decide("refund saya belum masuk", Found(0.9, ArticleHandover.Offer))).OfferPerson);

    [Fact]
    public void Half_a_guess_asks_which_is_meant()
    {
        var decision = Assert.IsType<Decision.Clarify>(Decide("pembayaran", Found(0.4)));

        Assert.Equal(["a", "b", "c", "d"], decision.Choices.Select(c => c.Article.Id.Value));
        Assert.True(decision.IsDoubt);
    }

    [Fact]
    public void Where_one_choice_stands_far_above_the_rest_it_alone_is_asked() =>
        Assert.Equal(["a"], Offered(Decide("pembayaran", Ranked(0.4, Candidate("a", 0.61), Candidate("b", 0.2)))));

    [Fact]
    public void Near_choices_are_asked_together() =>
        Assert.Equal(["a", "b"], Offered(Decide("pembayaran", Ranked(0.4, Candidate("a", 0.5), Candidate("b", 0.2)))));

    [Fact]
    public void A_single_choice_that_is_not_likely_itself_is_not_asked() =>
        Assert.Equal(HandoverReason.LowConfidence,
            Reason(Decide("pembayaran", Ranked(0.2, Candidate("a", 0.6), Candidate("b", 0.01)) with
            {
                Confidence = Sure(0.2, among: 0.4),
            })));

    [Fact]
    public void A_topic_is_asked_with_all_its_sides() =>
        Assert.Equal(["a", "b", "c"],
            Offered(Decide("pembayaran",
                Ranked(0.4, Candidate("a", 0.8), Candidate("b", 0.1), Candidate("c", 0.05)) with { IsTopic = true })));

    [Fact]
    public void A_matter_for_a_person_is_offered_only_to_who_names_it()
    {
        var hacked = Candidate("hacked", 0.4, ArticleHandover.Always);

        Assert.Equal(["a", "b"],
            Offered(Decide("akun saya", Ranked(0.4, hacked with { IsNamed = false }, Candidate("a", 0.35), Candidate("b", 0.2)))));
        Assert.Equal(["hacked", "a"], Offered(Decide("akun saya aneh", Ranked(0.4, hacked, Candidate("a", 0.35)))));
        Assert.Equal(["a", "b"],
            Offered(Decide("akun saya aneh", Ranked(0.4, Candidate("a", 0.4), Candidate("b", 0.3), hacked with { Score = 0.15 }))));
        Assert.Equal(["a", "b"],
            Offered(Decide("ada masalah", Ranked(0.4, hacked with { Score = 0.2 }, Candidate("a", 0.15), Candidate("b", 0.15)))));
    }

    [Fact]
    public void Where_a_matter_for_a_person_was_only_noise_the_customer_is_asked_to_say_more()
    {
        var injury = Candidate("injury", 0.4, ArticleHandover.Always) with { IsNamed = false };

        Assert.IsType<Decision.AskAgain>(Decide("soal produk kalian", Ranked(0.4, injury, Candidate("a", 0.1), Candidate("b", 0.1))));
    }

    [Fact]
    public void What_may_be_among_the_choices_is_asked_even_where_the_best_is_unlikely() =>
        Assert.IsType<Decision.Clarify>(Decide("retur", Found(0.1, among: 0.7)));

    [Fact]
    public void Who_only_names_a_topic_is_asked_what_about_it()
    {
        Assert.IsType<Decision.Clarify>(Decide("pembayaran", Found(0.1) with { IsTopic = true }));
        Assert.Equal(HandoverReason.LowConfidence, Reason(Decide("bitcoin", Found(0.1))));
        Assert.Equal(HandoverReason.MissedTwice,
            Reason(Decide("pembayaran", Found(0.1) with { IsTopic = true }, new PolicyContext { Missed = 1 })));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public void Asking_back_happens_once(int missed, bool clarifiedLast) =>
        Assert.Equal(HandoverReason.MissedTwice,
            Reason(Decide("pembayaran", Found(0.4), new PolicyContext { Missed = missed, ClarifiedLast = clarifiedLast })));

    [Fact]
    public void A_sure_answer_is_given_after_misses_too() =>
        Assert.IsType<Decision.GiveAnswer>(
            Decide("refund saya belum masuk", Found(0.9), new PolicyContext { Missed = 1, ClarifiedLast = true }));

    [Fact]
    public void What_the_knowledge_does_not_hold_goes_to_a_person()
    {
        var decision = Decide("siapa presiden indonesia", Found(0.05));

        Assert.Equal(HandoverReason.LowConfidence, Reason(decision));
        Assert.True(decision.IsDoubt);
    }

    [Fact]
    public void Nothing_found_goes_to_a_person() =>
        Assert.Equal(HandoverReason.LowConfidence, Reason(Decide("xyzzy", new Answer([], Confidence.None, "id", Thresholds))));

    [Fact]
    public void None_of_these_is_asked_again_once()
    {
        Assert.IsType<Decision.AskAgain>(
            Decide("Bukan ini semua", Found(0.2), new PolicyContext { ChoseNoneOfThese = true, ClarifiedLast = true }));
        Assert.Equal(HandoverReason.MissedTwice,
            Reason(Decide("Bukan ini semua", Found(0.2), new PolicyContext { Missed = 1, ChoseNoneOfThese = true, ClarifiedLast = true })));
    }

    [Fact]
    public void What_nobody_can_read_is_asked_again_once()
    {
        Assert.IsType<Decision.AskAgain>(Decide("\u200b", Found(0.2)));
        Assert.Equal(HandoverReason.MissedTwice, Reason(Decide("...", Found(0.2), new PolicyContext { Missed = 1 })));
    }

    [Fact]
    public void An_emoji_is_acknowledged() =>
        Assert.Equal(SmallTalk.Acknowledgement, Assert.IsType<Decision.Chat>(Decide("👍", Found(0.2))).Kind);

    [Theory]
    [InlineData(HandoverReason.CustomerAsked, false)]
    [InlineData(HandoverReason.SensitiveTopic, false)]
    [InlineData(HandoverReason.Angry, false)]
    [InlineData(HandoverReason.AnsweringFailed, false)]
    [InlineData(HandoverReason.Article, false)]
    [InlineData(HandoverReason.LowConfidence, true)]
    [InlineData(HandoverReason.MissedTwice, true)]
    public void Only_doubt_waits(HandoverReason reason, bool isDoubt) => Assert.Equal(isDoubt, new Decision.HandOver(reason, null).IsDoubt);

    private static Decision Decide(string text, Answer? answer, PolicyContext? context = null) =>
        HandoverPolicy.Decide(Utterance.Read(text, null), answer, context ?? PolicyContext.Fresh);

    private static IEnumerable<string> Offered(Decision decision) =>
        Assert.IsType<Decision.Clarify>(decision).Choices.Select(c => c.Article.Id.Value);

    private static Answer Ranked(double probability, params Candidate[] candidates) => new(candidates, Sure(probability), "id", Thresholds);

    private static HandoverReason Reason(Decision decision) => Assert.IsType<Decision.HandOver>(decision).Reason;

    private static Answer Found(double probability, ArticleHandover handover = ArticleHandover.Never, double? among = null) =>
        new([Candidate("a", 0.4, handover), Candidate("b", 0.2), Candidate("c", 0.1), Candidate("d", 0.1), Candidate("e", 0.1)],
            Sure(probability, among), "id", Thresholds);

    private static Confidence Sure(double probability, double? among = null) =>
        new(probability, new Dictionary<string, double> { [Confidence.Among] = among ?? probability });

    private static Candidate Candidate(string id, double score, ArticleHandover handover = ArticleHandover.Never) =>
        new(new Article(new(id), id, "id", [id], [], handover, null, "Isi", id + ".md"), score, id);
}
