using CxBot.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Continuation;

public static class ContinuationServices
{
    /// <summary>Customers from one channel to another.</summary>
    public static IServiceCollection AddContinuations(this IServiceCollection services)
    {
        services.AddCheckedOptions<ContinuationOptions>(ContinuationOptions.Section);
        services.AddSingleton<ContinuationCodes>();
        services.AddSingleton<Continuations>();
        return services;
    }
}
