using System.Net;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.BotService;

public static class BotServiceServices
{
    public static IServiceCollection AddBotService(this IServiceCollection services)
    {
        services.AddChannel(BotServiceChannel.Traits, Microsoft.Bot.Connector.Channels.Emulator);
        services.AddCheckedOptions<BotServiceOptions>(BotServiceOptions.Section);
        services.AddHttpClient();
        services.AddSingleton(BotServiceAdapter.Create);
        services.AddSingleton<BotServiceIntake>();
        services.AddSingleton<BotServiceEndpoint>();
        services.AddSingleton<IChannelSender, BotServiceSender>();
        return services;
    }

    /// <summary><c>/api/messages</c>, only where it is safe: without an app id the adapter believes anyone, and calls whatever address the
    /// message names.</summary>
    public static WebApplication MapBotService(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<BotServiceOptions>>().Value;
        var emulator = !options.HasApp && options.Emulator && app.Environment.IsDevelopment();
        if (!options.HasApp && !emulator)
            return app;
        var endpoint = app.MapPost("/api/messages",
            (BotServiceEndpoint botService, HttpContext http, CancellationToken cancellationToken) =>
                botService.ReceiveAsync(http, cancellationToken))
            .AddEndpointFilter<StorageFilter>().DisableAntiforgery().ExcludeFromDescription().Limited(RateLimit.Address);
        if (emulator)
            endpoint.AddEndpointFilter(FromThisMachineAlone);
        return app;
    }

    private static async ValueTask<object?> FromThisMachineAlone(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? await next(context)
            : TypedResults.NotFound();
}
