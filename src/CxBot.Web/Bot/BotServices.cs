using Microsoft.Bot.Builder;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CxBot.Web.Bot;

public static class BotServices
{
    /// <summary>The bot, and the adapters of the website and of Azure Bot Service.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services) => services
        .AddSingleton<IBot, CustomerBot>()
        .AddChannelAdapter(Conversations.Channels.Web, Microsoft.Bot.Connector.Channels.Directline)
        .AddChannelAdapter(Conversations.Channels.BotService, Microsoft.Bot.Connector.Channels.Emulator);

    /// <summary>A channel's way through the Bot Framework. Each registered <see cref="IMiddleware"/> hears its messages and
    /// replies.</summary>
    /// <param name="channel">The channel, as in <see cref="Conversations.Channels"/>.</param>
    /// <param name="channelId">The Bot Framework's name for it.</param>
    public static IServiceCollection AddChannelAdapter(this IServiceCollection services, string channel, string channelId) =>
        services.AddSingleton(provider => new ChannelAdapter(channel, channelId, provider.GetServices<IMiddleware>()));
}
