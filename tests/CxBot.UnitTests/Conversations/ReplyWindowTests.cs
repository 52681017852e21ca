using CxBot.Conversations;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;

namespace CxBot.Tests.Conversations;

public sealed class ReplyWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_web_has_no_limit() => Assert.Equal(new ReplyWindow(false, null), ReplyWindow.OfBot(WebChannel.Traits, Of(null), Now));

    [Theory]
    [InlineData(90, true, 90)]
    [InlineData(0, false, 0)]
    [InlineData(-5, false, 0)]
    public void WhatsApp_is_open_until_the_end_and_not_a_moment_longer(int minutes, bool open, int left)
    {
        var window = ReplyWindow.OfBot(WhatsAppChannel.Traits, Of(Now.AddMinutes(minutes)), Now);
        Assert.Equal((open, TimeSpan.FromMinutes(left)), (window.IsOpen, window.Left));
    }

    [Fact]
    public void Who_never_wrote_gets_templates_alone() => Assert.False(ReplyWindow.OfAgents(WhatsAppChannel.Traits, Of(null), Now).IsOpen);

    [Theory]
    [InlineData(25, false, true)]
    [InlineData(23, true, true)]
    [InlineData(169, false, false)]
    public void People_may_write_for_longer_where_the_channel_gives_them_longer(int hours, bool bot, bool agents)
    {
        var channel = new ChannelTraits("other", "Other")
        {
            ReplyLimit = new ReplyLimit(Bot: TimeSpan.FromHours(24), Agents: TimeSpan.FromDays(7)),
        };
        var conversation = Of(Now.AddHours(24));
        Assert.Equal((bot, agents),
            (ReplyWindow.OfBot(channel, conversation, Now.AddHours(hours)).IsOpen,
                ReplyWindow.OfAgents(channel, conversation, Now.AddHours(hours)).IsOpen));
    }

    private static Conversation Of(DateTimeOffset? repliesUntil) => new() { Id = new("c"), Channel = "any", RepliesUntil = repliesUntil };
}
