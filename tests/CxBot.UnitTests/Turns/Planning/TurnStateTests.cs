using CxBot.Conversations;
using CxBot.Language;
using CxBot.Turns.Planning;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Turns.Planning;

public sealed class TurnStateTests
{
    [Fact]
    public void After_resolved_nothing_of_the_old_case_counts()
    {
        var conversation = New(missed: 1, offered: [new Choice("Refund", new("refund"))]);
        Assert.Equal(1, TurnState.Of(conversation).Missed);
        conversation.Close();
        Assert.Equal((0, null, "id"),
            (TurnState.Of(conversation).Missed, TurnState.Of(conversation).Offered, TurnState.Of(conversation).Language));
    }

    [Fact]
    public void A_choice_is_named_by_its_title_alone_in_any_case()
    {
        var state = State(new Choice("Refund", new("refund")));

        Assert.Equal("refund", state.Chosen([Said("refund ")])?.ArticleId?.Value);
        Assert.Null(state.Chosen([Said("refund saya")]));
        Assert.Null(state.Chosen([Said("refund"), Said("saya")]));
    }

    [Fact]
    public void A_pressed_button_is_known_by_its_title_whatever_a_middleware_makes_of_it() =>
        Assert.Equal("refund",
            State(new Choice("Refund", new("refund"))).Chosen([Said("Refund") with { Text = "pengembalian dana" }])?.ArticleId?.Value);

    [Fact]
    public void A_title_that_a_middleware_translated_is_known_too() =>
        Assert.Equal("refund",
            State(new Choice("Refund", new("refund"))).Chosen([Said("Rückerstattung") with { Text = "refund" }])?.ArticleId?.Value);

    [Fact]
    public void Only_a_question_back_counts_as_one()
    {
        Assert.True(State(new Choice("Refund", new("refund")), new Choice("Bukan ini semua", null)).Context.ClarifiedLast);
        Assert.False(State(new Choice("Refund", new("refund"))).Context.ClarifiedLast);
        Assert.False(State(new Choice("Bicara dengan orang", null)).Context.ClarifiedLast);
    }

    [Theory]
    [InlineData("where is my parcel", "en")]
    [InlineData("ok", "id")]
    public void A_question_is_answered_in_its_own_language_and_small_talk_in_the_customers(string text, string language) =>
        Assert.Equal(language, State().LanguageFor(Utterance.Read(text, "id")));

    private static TurnState State(params Choice[] offered) => new(0, offered, "id", null);

    private static Conversation New(int missed, IReadOnlyList<Choice> offered) =>
        new() { Id = new("c"), Channel = WebChannel.Key, Missed = missed, Offered = offered, Language = "id" };

    private static HeardMessage Said(string text) =>
        HeardMessage.AsWritten(
            new Message { ConversationId = new("c"), Channel = WebChannel.Key, Role = MessageRole.Customer, Text = text });
}
