using CxBot.Conversations;

namespace CxBot.Web.Channels.BotService;

/// <summary>Azure Bot Service and the Emulator, through <c>/api/messages</c>.</summary>
public static class BotServiceChannel
{
    public const string Key = "bot-service";

    public static readonly ChannelTraits Traits = new(Key, "Bot Service") { IsPushed = true, Quotes = true };
}
