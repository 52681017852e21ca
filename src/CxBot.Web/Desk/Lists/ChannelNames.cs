using CxBot.Conversations;

namespace CxBot.Web.Desk.Lists;

/// <summary>What channels are called at the desk.</summary>
internal static class ChannelNames
{
    /// <summary>The channel's own name, unless it is a common word that the reader's language has another for.</summary>
    public static string Say(DeskWords words, ChannelTraits channel) => words.Find("Channel_" + channel.Key) ?? channel.Name;
}
