using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Knowledge;
using CxBot.Language.Questions;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Turns.Parts;

namespace CxBot.Tests.Turns.Parts;

public sealed class SeveralAnswersTests
{
    private static readonly AnswerThresholds Thresholds = new(0.8, 0.4, null);

    [Fact]
    public void Each_clear_part_is_answered_once_and_a_person_is_offered_where_one_article_does()
    {
        var given = Given(Part("a", 0.9), Part("b", 0.9, handover: ArticleHandover.Offer), Part("a", 0.95));

        Assert.Equal(("a", true), (given.Candidate.Article.Id.Value, given.OfferPerson));
        Assert.Equal(["b"], given.Further.Select(f => f.Article.Id.Value));
    }

    [Fact]
    public void What_is_unclear_is_asked_back_alone()
    {
        var given = Given(Part("a", 0.9), Part("b", 0.5, "brp hari"));

        Assert.Equal("brp hari", Assert.Single(given.Open).Text);
        Assert.Equal("b", given.Open[0].Choices[0].Article.Id.Value);
    }

    [Fact]
    public void Nothing_clear_or_one_question_is_left_to_the_whole()
    {
        Assert.Null(SeveralAnswers.Decide([Part("a", 0.5), Part("b", 0.5)]));
        Assert.Null(SeveralAnswers.Decide([Part("a", 0.9), Part("a", 0.9)]));
        Assert.Null(SeveralAnswers.Decide([Part("a", 0.9), Part("b", 0.5, asks: false)]));
        Assert.Null(SeveralAnswers.Decide([.. "abcde".Select(id => Part(id.ToString(), 0.9))]));
    }

    [Fact]
    public void Two_clear_questions_are_two_and_two_half_sure_statements_are_one()
    {
        Assert.Equal(2, After(Part("a", 0.85), Part("b", 0.85, apart: false), Part("a", 0.85)).Count);
        Assert.Single(After(Part("a", 0.85, asks: false), Part("b", 0.85, asks: false, apart: false), Part("a", 0.85)));
        Assert.Equal(2, After(Part("a", 0.95, asks: false), Part("b", 0.95, asks: false, apart: false), Part("a", 0.85)).Count);
    }

    [Fact]
    public void A_question_that_is_clear_only_with_the_one_before_is_answered_with_it()
    {
        var parts = After(Part("a", 0.9), Part("x", 0.2, "dikirim ke mana"), Part("b", 0.9));

        Assert.Equal(["a", "b"], parts.Select(p => p.Clear!.Id.Value));
        Assert.Equal("dikirim ke mana", parts[1].Piece.Text);
    }

    [Fact]
    public void Words_that_only_go_on_with_a_question_belong_to_it() =>
        Assert.Single(After(Part("a", 0.9), Part("x", 0.1), Part("a", 0.88)));

    [Fact]
    public void A_question_that_blurs_the_one_before_is_another() =>
        Assert.Equal(2, After(Part("a", 0.99), Part("x", 0.1), Part("a", 0.85)).Count);

    [Fact]
    public void What_comes_before_a_question_is_its_context() =>
        Assert.Equal("a", Assert.Single(After(Part("x", 0.3, asks: false), Part("a", 0.95), Part("a", 0.9))).Clear!.Id.Value);

    private static List<MessagePart> After(MessagePart last, MessagePart next, MessagePart joined) =>
        [.. MessagePart.After(last, next, joined)];

    private static Decision.GiveAnswer Given(params MessagePart[] parts) =>
        Assert.IsType<Decision.GiveAnswer>(SeveralAnswers.Decide(parts)!.Value.Decision);

    private static MessagePart Part(string id, double probability, string text = "teks", bool asks = true, bool apart = true,
        ArticleHandover handover = ArticleHandover.Never) => new(
        new QuestionPiece(text, 0, text.Length, asks, apart),
        new Answer([new(new Article(new(id), id, "id", [id], [], handover, null, "Isi", id + ".md"), 1, id)],
            new Confidence(probability, new Dictionary<string, double>()), "id", Thresholds));
}
