using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Web.Channels.WhatsApp.Desk;
using CxBot.Web.Desk.Shell;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Inbound;
using CxBot.Web.Channels.WhatsApp.Outbound;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace CxBot.Web.Channels.WhatsApp;

public static class WhatsAppServices
{
    public static IServiceCollection AddWhatsApp(this IServiceCollection services)
    {
        services.AddChannel(WhatsAppChannel.Traits, WhatsAppChannel.Key);
        services.AddSingleton(
            provider => new ContinuationTarget(() => provider.GetRequiredService<IOptions<WhatsAppOptions>>().Value.IsOn));
        services.AddSingleton(new RailNotice(typeof(WhatsAppNotice)));
        services.AddCheckedOptions<WhatsAppOptions>(WhatsAppOptions.Section);
        services.AddSingleton<WhatsAppSignature>();
        services.AddSingleton<WhatsAppEndpoints>();
        services.AddSingleton<WhatsAppIntake>();
        services.AddSingleton<WhatsAppRateLimiter>();
        services.AddSingleton<WhatsAppNews>();
        services.AddSingleton<WhatsAppDeliveries>();
        services.AddSingleton<IChannelSender, WhatsAppSender>();
        services.AddSingleton<WhatsAppDownload>();
        services.AddSingleton<MediaFetchQueue>();
        services.AddSingleton<WhatsAppMedia>();
        services.AddSingleton<WhatsAppTemplates>();
        services.AddHostedService(provider => provider.GetRequiredService<WhatsAppMedia>());
        services.AddHostedService(provider => provider.GetRequiredService<WhatsAppTemplates>());
        services.AddHostedService<WhatsAppTyping>();
        services.AddHealthChecks().AddCheck<WhatsAppHealth>(WhatsAppChannel.Key);
        services.AddGraph();
        return services;
    }

    /// <summary>The webhook, where the channel is on.</summary>
    public static WebApplication MapWhatsApp(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<WhatsAppOptions>>().Value.IsOn)
            return app;
        // No rate limit: all of Meta's calls come from few addresses, and a refused one comes again for seven days.
        var webhook = app.MapGroup(WhatsAppEndpoints.Path).AddEndpointFilter<StorageFilter>().DisableAntiforgery().ExcludeFromDescription();
        webhook.MapGet("", (WhatsAppEndpoints whatsApp, HttpContext http) => whatsApp.Verify(http.Request));
        webhook.MapPost("",
            (WhatsAppEndpoints whatsApp, HttpContext http, CancellationToken cancellationToken) =>
                whatsApp.ReceiveAsync(http, cancellationToken));
        return app;
    }

    private static void AddGraph(this IServiceCollection services)
    {
        var client = services.AddHttpClient<WhatsAppClient>(http => http.Timeout = Timeout.InfiniteTimeSpan);
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // Where Meta sends us, nobody else may send us on.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddResilienceHandler("graph", (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<WhatsAppOptions>>().Value;
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(300),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args =>
                    ValueTask.FromResult(
                        MayBeRepeated(args.Context.GetRequestMessage()) && HttpClientResiliencePredicates.IsTransient(args.Outcome)),
            });
            pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.8,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(20),
                BreakDuration = TimeSpan.FromSeconds(5),
                // An error that Meta words is an answer; a service that is down has no words, or none in time.
                ShouldHandle = args =>
                    ValueTask.FromResult(
                        args.Outcome.Exception is not null
                        || args.Outcome.Result is
                        {
                            StatusCode: System.Net.HttpStatusCode.BadGateway
                            or System.Net.HttpStatusCode.GatewayTimeout
                        }),
            });
            pipeline.AddTimeout(options.RequestTimeout);
        });
    }

    /// <summary>What changes nothing when it is made twice. A message is not among them: it waits in the outbox until it is known what
    /// became of it.</summary>
    private static bool MayBeRepeated(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(WhatsAppClient.Repeatable, out var repeatable) && repeatable;
}
