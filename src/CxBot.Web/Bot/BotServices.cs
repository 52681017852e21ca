using Microsoft.Bot.Builder;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CxBot.Web.Bot;

public static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services) => services
        .AddSingleton<IBot, CustomerBot>();

    /// <summary>A channel's way through the Bot Framework. Each registered <see cref="IMiddleware"/> hears its messages and
    /// replies.</summary>
    /// <param name="channel">The channel, by its key.</param>
    /// <param name="channelId">The Bot Framework's name for it.</param>
    public static IServiceCollection AddChannelAdapter(this IServiceCollection services, string channel, string channelId) =>
        services.AddSingleton(provider => new ChannelAdapter(channel, channelId, provider.GetServices<IMiddleware>()));
}
