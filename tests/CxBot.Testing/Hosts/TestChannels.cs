using CxBot.Conversations;
using CxBot.Web.Channels.BotService;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;

namespace CxBot.Tests.Testing;

/// <summary>The channels of the app, for tests that have a database and no app.</summary>
public static class TestChannels
{
    public static readonly ChannelRegistry All = new([WebChannel.Traits, BotServiceChannel.Traits, WhatsAppChannel.Traits]);
}
