using CxBot.Conversations;
using CxBot.Web.Bot;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Runs the bot for customers on the website. What it says is read from the log by their clients.</summary>
internal sealed class DirectLineAdapter : ChannelAdapter
{
    public override string Channel => Conversations.Channels.Web;

    protected override string ChannelId => Microsoft.Bot.Connector.Channels.Directline;
}
