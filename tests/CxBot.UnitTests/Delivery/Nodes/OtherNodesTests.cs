using CxBot.Delivery;
using CxBot.Delivery.Nodes;
using CxBot.Storage.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Delivery.Nodes;

public sealed class OtherNodesTests
{
    private readonly OtherNodes _others = Of("127.0.0.1:6379");
    private readonly Feed _feed;
    private readonly Typing _typing;

    public OtherNodesTests()
    {
        _feed = new Feed(_others);
        _typing = new Typing(_feed, new FakeTimeProvider(), _others);
    }

    [Fact]
    public void What_is_published_here_is_told_once_however_often_it_was()
    {
        for (var i = 0; i < 3; i++)
            _feed.Publish(new("a"));
        _feed.PublishToDesks();

        var news = _others.Take("me")!;

        Assert.Equal(("me", true, false), (news.From, news.Desks, news.All));
        Assert.Equal([new ConversationId("a")], news.Ids);
        Assert.Null(_others.Take("me"));
    }

    [Fact]
    public void What_was_heard_from_another_node_is_not_told_on()
    {
        using var mine = _feed.Subscribe(new("a"));

        _feed.Hear(new("a"));
        _feed.HearAll();
        _feed.HearDesks();
        _typing.Hear(new("a"), TypingSide.Team, "Sari");

        Assert.True(mine.Nudges.TryRead(out _));
        Assert.Equal("Sari", _typing.Current(new("a"), TypingSide.Team));
        Assert.Null(_others.Take("me"));
    }

    [Fact]
    public void Who_types_is_told_and_that_it_has_ended_where_it_was()
    {
        var told = new List<TypingSide>();
        _typing.Reported += (_, side) => told.Add(side);
        _typing.Clear(new("b"), TypingSide.Team);
        _typing.Clear(new("b"), TypingSide.Customer);
        Assert.Null(_others.Take("me"));

        _typing.Report(new("a"), TypingSide.Team, "Sari");
        _typing.Report(new("a"), TypingSide.Customer, "Budi");
        var began = _others.Take("me")!;
        _typing.Clear(new("a"), TypingSide.Team);
        var ended = _others.Take("me")!;

        Assert.Equal([TypingSide.Team, TypingSide.Customer], told);
        // A customer's name stays on this node.
        Assert.Equal([new(new("a"), TypingSide.Team, "Sari"), new TypingNews(new("a"), TypingSide.Customer, "")], began.Typing);
        Assert.Equal([new TypingNews(new("a"), TypingSide.Team, null)], ended.Typing);
    }

    [Fact]
    public void What_could_not_be_told_is_told_later_but_for_who_types()
    {
        _feed.Publish(new("a"));
        _feed.PublishToAll();
        _others.Forget([new("gone")]);
        _typing.Report(new("a"), TypingSide.Team, "Sari");

        _others.PutBack(_others.Take("me")!);
        var again = _others.Take("me")!;

        Assert.True(again.All);
        Assert.Equal([new ConversationId("a")], again.Ids);
        Assert.Equal([new ConversationId("gone")], again.Erased);
        Assert.Empty(again.Typing);
    }

    [Fact]
    public void One_process_alone_keeps_nothing_for_others()
    {
        var nobody = Of(null);
        new Feed(nobody).PublishToAll();
        nobody.Forget([new("a")]);

        Assert.Null(nobody.Take("me"));
    }

    private static OtherNodes Of(string? redis) => new(Options.Create(new NodesOptions { Redis = redis }));
}
