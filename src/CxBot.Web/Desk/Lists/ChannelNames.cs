namespace CxBot.Web.Desk.Lists;

/// <summary>What channels are called at the desk.</summary>
internal static class ChannelNames
{
    public static string Say(DeskWords words, string channel) => channel switch
    {
        CxBot.Conversations.Channels.WhatsApp => "WhatsApp",
        CxBot.Conversations.Channels.Web => words["Channel_web"],
        CxBot.Conversations.Channels.BotService => "Bot Service",
        _ => channel,
    };
}
