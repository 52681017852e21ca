using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Demo;

public static class DemoServices
{
    /// <summary>An invented shop's traffic, for an installation without customers. Needs reports.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<DemoTraffic>();
        services.AddSingleton<DemoSeed>();
        services.AddSingleton<DemoRemoval>();
        return services;
    }
}
