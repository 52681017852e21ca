using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Answering.Parts;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Turns.Planning;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Turns;

public sealed class TurnWordsTests
{
    [Fact]
    public void The_part_that_answers_is_said_before_the_rest_of_the_article()
    {
        var reply = Assert.Single(Said("kartu berapa hari", Found(new ArticlePart("Kartu 14 hari.", "QRIS 3 hari."))));

        Assert.Equal("Kartu 14 hari.\n\nQRIS 3 hari.", reply.Text);
        Assert.Equal(("Kartu 14 hari.", "QRIS 3 hari."), Assert.IsType<MessageContent.Answer>(reply.Content).Cut(reply.Text));
    }

    [Fact]
    public void The_remark_on_the_language_stands_before_the_part_and_belongs_to_it()
    {
        var reply = Assert.Single(Said("how many days does it take by card", Found(new ArticlePart("Kartu 14 hari.", "QRIS 3 hari."))));

        Assert.Equal("This answer is in Indonesian only, for now:\n\nKartu 14 hari.",
            Assert.IsType<MessageContent.Answer>(reply.Content).Cut(reply.Text)?.Part);
    }

    [Fact]
    public void Each_of_several_answers_has_a_part_of_its_own()
    {
        var replies = Said("kartu berapa hari? terus ongkirnya?",
            Found(new ArticlePart("a", "b")), Found(null), Found(new ArticlePart("cc", "d")));

        Assert.Equal(["a\n\nb", "Isi", "cc\n\nd"], replies.Select(r => r.Text));
        Assert.Equal([1, null, 2], replies.Select(r => ((MessageContent.Answer)r.Content).Lead));
    }

    [Theory]
    [InlineData("mau bicara dengan CS", null)]
    [InlineData("kartu kredit saya ditolak terus, mau bicara dengan CS", "a")]
    public void Who_only_calls_for_a_person_speaks_of_no_article(string text, string? article)
    {
        var (plan, message) = Begun(text);
        var near = new Answer([Found(null)], new Confidence(0.2, new Dictionary<string, double>()), "id", new(0.7, 0.4, null));
        var decision = new TurnDecision(
            [message], Utterance.Read(text, null), near, new Decision.HandOver(HandoverReason.CustomerAsked, null));

        Assert.Equal(article, TurnWords.Of(plan.With(decision).Confirm(decision))!.ArticleId?.Value);
    }

    private static Candidate Found(ArticlePart? part) =>
        new(new Article(new("a"), "A", "id", ["A"], [], ArticleHandover.Never, null, "Isi", "a.md"), 1, "A") { Part = part };

    private static IReadOnlyList<Reply> Said(string text, Candidate best, params Candidate[] further)
    {
        var (plan, message) = Begun(text);
        var decision = new TurnDecision(
            [message], Utterance.Read(text, null), null, new Decision.GiveAnswer(best, false) { Further = further });
        return TurnWords.Of(plan.With(decision).Confirm(decision))!.Replies;
    }

    private static (TurnPlan Plan, HeardMessage Message) Begun(string text)
    {
        var message = HeardMessage.AsWritten(
            new Message { ConversationId = new("c"), Channel = WebChannel.Key, Role = MessageRole.Customer, Text = text, Sequence = 1 });
        var work = new TurnWork(new Conversation { Id = new("c"), Channel = WebChannel.Key }, [message], false);
        return (TurnPlan.Begin(work).With(request: null).With(TurnBackground.None), message);
    }
}
