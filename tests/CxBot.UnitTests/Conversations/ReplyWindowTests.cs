using CxBot.Conversations;

namespace CxBot.Tests.Conversations;

public sealed class ReplyWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_web_has_no_limit() => Assert.Equal(new ReplyWindow(false, null), ReplyWindow.Of(CxBot.Conversations.Channels.Web, null, Now));

    [Theory]
    [InlineData(90, true, 90)]
    [InlineData(0, false, 0)]
    [InlineData(-5, false, 0)]
    public void WhatsApp_is_open_until_the_end_and_not_a_moment_longer(int minutes, bool open, int left)
    {
        var window = ReplyWindow.Of(CxBot.Conversations.Channels.WhatsApp, Now.AddMinutes(minutes), Now);
        Assert.Equal((open, TimeSpan.FromMinutes(left)), (window.IsOpen, window.Left));
    }

    [Fact]
    public void Who_never_wrote_gets_templates_alone() => Assert.False(ReplyWindow.Of(CxBot.Conversations.Channels.WhatsApp, null, Now).IsOpen);
}
