using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.BotService;

/// <summary>Makes the Bot Framework's own adapter from our settings. Its constructors are ambiguous to a container.</summary>
public static class BotServiceAdapter
{
    public static CloudAdapter Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<BotServiceOptions>>().Value;
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MicrosoftAppId"] = options.AppId,
            ["MicrosoftAppPassword"] = options.AppPassword,
            ["MicrosoftAppTenantId"] = options.TenantId,
            ["MicrosoftAppType"] = options.AppType,
        }).Build();
        var logger = services.GetRequiredService<ILogger<CloudAdapter>>();
        return new CloudAdapter(
            new ConfigurationBotFrameworkAuthentication(
                settings, httpClientFactory: services.GetRequiredService<IHttpClientFactory>(), logger: logger), logger);
    }
}
