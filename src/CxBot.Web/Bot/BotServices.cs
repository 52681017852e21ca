using Microsoft.Bot.Builder;

namespace CxBot.Web.Bot;

public static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services) => services
        .AddSingleton<IBot, CustomerBot>();
}
