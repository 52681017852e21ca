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
    [InlineData("iya")]
    [InlineData("ya kak")]
    [InlineData("Betul")]
    [InlineData("yep")]
    [InlineData("yes, that one")]
    [InlineData("Ya, itu")]
    public void A_typed_yes_is_the_button(string text) => Assert.Equal("a", Asked.Chosen([Said(text)])?.ArticleId?.Value);

    [Theory]
    [InlineData("bukan")]
    [InlineData("bukan itu kak")]
    [InlineData("gak")]
    [InlineData("no")]
    [InlineData("Bukan itu")]
    public void A_typed_no_is_the_button_too(string text)
    {
        Assert.Equal("Bukan itu", Asked.Chosen([Said(text)])?.Title);
        Assert.True(Asked.Context.ClarifiedLast);
    }

    [Theory]
    [InlineData("iya, ongkir ke bali berapa")]
    [InlineData("bukan, yang ke luar negeri")]
    [InlineData("")]
    [InlineData("kak")]
    public void What_says_more_than_yes_or_no_is_read_as_it_stands(string text) => Assert.Null(Asked.Chosen([Said(text)]));

    [Fact]
    public void A_yes_to_no_such_question_is_none()
    {
        Assert.Null(State(new Choice("Refund", new("refund"))).Chosen([Said("iya")]));
        Assert.Null(State().Chosen([Said("iya")]));
        Assert.Equal("Bukan ini semua",
            State(new Choice("Refund", new("refund")), new Choice("Bukan ini semua", null)).Chosen([Said("bukan")])?.Title);
    }

    [Theory]
    [InlineData("where is my parcel", "en")]
    [InlineData("ok", "id")]
    public void A_question_is_answered_in_its_own_language_and_small_talk_in_the_customers(string text, string language) =>
        Assert.Equal(language, State().LanguageFor(Utterance.Read(text, "id")));

    private static TurnState Asked => State(new Choice("Ya, itu", new("a")), new Choice("Bukan itu", null));

    private static TurnState State(params Choice[] offered) => new(0, offered, "id", null);

    private static Conversation New(int missed, IReadOnlyList<Choice> offered) =>
        new() { Id = new("c"), Channel = WebChannel.Key, Missed = missed, Offered = offered, Language = "id" };

    private static HeardMessage Said(string text) =>
        HeardMessage.AsWritten(
            new Message { ConversationId = new("c"), Channel = WebChannel.Key, Role = MessageRole.Customer, Text = text });
}
