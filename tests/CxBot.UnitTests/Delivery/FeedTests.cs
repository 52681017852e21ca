using CxBot.Delivery;

namespace CxBot.Tests.Delivery;

public sealed class FeedTests
{
    [Fact]
    public void A_subscriber_hears_of_its_own_conversation_only()
    {
        var feed = new Feed();
        using var mine = feed.Subscribe(new("a"));
        feed.Publish(new("b"));
        Assert.False(mine.Nudges.TryRead(out _));
        feed.Publish(new("a"));
        Assert.True(mine.Nudges.TryRead(out _));
    }

    [Fact]
    public void However_much_happens_one_nudge_waits()
    {
        var feed = new Feed();
        using var all = feed.SubscribeAll();
        for (var i = 0; i < 1000; i++)
            feed.Publish(new("c" + i));
        Assert.True(all.Nudges.TryRead(out _));
        Assert.False(all.Nudges.TryRead(out _));
    }

    [Fact]
    public void Who_has_left_hears_nothing_and_is_forgotten()
    {
        var feed = new Feed();
        var first = feed.Subscribe(new("a"));
        using var second = feed.Subscribe(new("a"));
        first.Dispose();
        feed.Publish(new("a"));
        Assert.False(first.Nudges.TryRead(out _));
        Assert.True(second.Nudges.TryRead(out _));
    }
}
