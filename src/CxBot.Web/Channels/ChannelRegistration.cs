using CxBot.Conversations;
using CxBot.Web.Bot;

namespace CxBot.Web.Channels;

public static class ChannelRegistration
{
    /// <summary>Makes a channel known to the core, the bot and the desk.</summary>
    /// <param name="botFrameworkId">The Bot Framework's name for the channel, which its middleware may look at.</param>
    public static IServiceCollection AddChannel(this IServiceCollection services, ChannelTraits channel, string botFrameworkId) => services
        .AddSingleton(channel)
        .AddChannelAdapter(channel.Key, botFrameworkId);
}
