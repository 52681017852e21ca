using System.Text;
using CxBot.Delivery;
using CxBot.Delivery.Nodes;

namespace CxBot.Tests.Delivery.Nodes;

public sealed class NodeNewsTests
{
    [Fact]
    public void What_is_told_is_heard_as_it_was()
    {
        var told = new NodeNews("me", [new("a"), new("b \"ü\" 👋")], false, true,
            [new(new("a"), TypingSide.Team, "Sari 👋"), new(new("b"), TypingSide.Customer, null)], [new("gone")]);

        var heard = NodeNews.Read(Assert.Single(told.Write()))!;

        Assert.Equal(("me", false, true), (heard.From, heard.All, heard.Desks));
        Assert.Equal(told.Ids, heard.Ids);
        Assert.Equal(told.Typing, heard.Typing);
        Assert.Equal(told.Erased, heard.Erased);
    }

    [Fact]
    public void Many_conversations_become_a_look_at_all()
    {
        var heard = NodeNews.Read(Assert.Single(Of(ids: 201).Write()))!;

        Assert.True(heard.All);
        Assert.Empty(heard.Ids);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(200, 0, 0)]
    [InlineData(200, 300, 0)]
    [InlineData(3, 5, 500)]
    public void However_much_it_is_each_text_fits_and_nothing_is_lost(int ids, int typing, int erased)
    {
        var told = Of(ids, typing, erased);

        var texts = told.Write();

        Assert.All(texts, text => Assert.True(Encoding.UTF8.GetByteCount(text) < 8_000));
        var heard = texts.Select(text => NodeNews.Read(text)!).ToList();
        Assert.Equal(told.Ids, heard.SelectMany(one => one.Ids));
        Assert.Equal(told.Typing, heard.SelectMany(one => one.Typing));
        Assert.Equal(told.Erased, heard.SelectMany(one => one.Erased));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[1]")]
    [InlineData("{\"Ids\":7}")]
    public void What_is_no_news_is_not_heard(string text) => Assert.Null(NodeNews.Read(text));

    private static NodeNews Of(int ids, int typing = 0, int erased = 0) => new("0123456789abcdef",
        [.. Enumerable.Range(0, ids).Select(i => new ConversationId($"conversation-with-a-long-name-of-a-channel-{i:D8}"))], false, false,
        [.. Enumerable.Range(0, typing).Select(i => new TypingNews(new($"c{i}"), TypingSide.Team, new string('ü', 100)))],
        [.. Enumerable.Range(0, erased).Select(i => new ConversationId($"erased-{i:D8}"))]);
}
