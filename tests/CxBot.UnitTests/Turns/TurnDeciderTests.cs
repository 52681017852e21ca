using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Turns;

public sealed class TurnDeciderTests
{
    [Theory]
    [InlineData(ArticleHandover.Never, false)]
    [InlineData(ArticleHandover.Offer, true)]
    public void A_chosen_article_is_said_without_a_guess(ArticleHandover handover, bool offersPerson)
    {
        var given = Assert.IsType<Decision.GiveAnswer>(TurnDecider.OnChoice(new Choice("A", new("a")), Article("a", handover)));

        Assert.Equal(("a", 1.0, offersPerson), (given.Candidate.Article.Id.Value, given.Candidate.Score, given.OfferPerson));
    }

    [Fact]
    public void A_chosen_article_that_a_person_must_have_goes_to_one() =>
        Assert.Equal(HandoverReason.Article,
            Assert.IsType<Decision.HandOver>(TurnDecider.OnChoice(new Choice("A", new("a")), Article("a", ArticleHandover.Always))).Reason);

    [Fact]
    public void The_button_for_a_person_leads_to_one() =>
        Assert.Equal(HandoverReason.CustomerAsked,
            Assert.IsType<Decision.HandOver>(
                TurnDecider.OnChoice(new Choice(CxBot.Words.CustomerWords.Say("TalkToPerson", "en"), null), null)).Reason);

    [Fact]
    public void None_of_these_and_an_article_that_is_gone_are_searched_all_the_same()
    {
        Assert.Null(TurnDecider.OnChoice(new Choice("Bukan ini semua", null), null));
        Assert.Null(TurnDecider.OnChoice(new Choice("Refund", new("refund")), null));
    }

    [Theory]
    [InlineData(SharedKind.Image, "Unread_Image")]
    [InlineData(SharedKind.Sticker, null)]
    public void What_was_sent_instead_of_words_is_named_but_a_sticker_is_a_nod(SharedKind kind, string? key) =>
        Assert.Equal(key, TurnDecider.WordsForShared([Sent(new MessageContent.Shared(new SharedPart(kind, [])))]));

    [Fact]
    public void A_file_of_no_kind_is_named_a_file() =>
        Assert.Equal("FilesReceived",
            TurnDecider.WordsForShared([Sent(new MessageContent.Files([new MediaReference("id", "a.pdf", "application/pdf", 1)]))]));

    private static HeardMessage Sent(MessageContent content) =>
        HeardMessage.AsWritten(
            new Message { ConversationId = new("c"), Channel = WebChannel.Key, Role = MessageRole.Customer, Text = "", Content = content });

    private static Article Article(string id, ArticleHandover handover) =>
        new(new(id), id, "id", [id], [], handover, null, "Isi", id + ".md");
}
