using Microsoft.Bot.Builder;

namespace CxBot.Web.Bot;

public static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services) => services
        .AddSingleton<IBot, CustomerBot>()
        .AddSingleton(new ChannelAdapter(Conversations.Channels.Web, Microsoft.Bot.Connector.Channels.Directline))
        .AddSingleton(new ChannelAdapter(Conversations.Channels.BotService, Microsoft.Bot.Connector.Channels.Emulator));
}
