using CxBot.Hosting;

namespace CxBot.Web.Desk.Push;

public static class PushServices
{
    /// <summary>Calls to agents' phones. Needs the board and the handover.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddCheckedOptions<PushOptions>(PushOptions.Section);
        services.AddSingleton<PushKeys>();
        services.AddSingleton<PushGuard>();
        services.AddSingleton<PushDevices>();
        services.AddSingleton<PushRecipients>();
        services.AddHttpClient<PushSender>(http => http.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // Who may be called is looked at before; nobody is followed anywhere else.
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = provider.GetRequiredService<PushGuard>().ConnectAsync,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // They would write down the addresses, and who has one can call that device.
            .RemoveAllLoggers();
        services.AddSingleton<PushCalls>();
        services.AddHostedService(provider => provider.GetRequiredService<PushCalls>());
        return services;
    }
}
