using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Continuation;

public static class ContinuationServices
{
    /// <summary>Customers from one channel to another.</summary>
    public static IServiceCollection AddContinuations(this IServiceCollection services)
    {
        services.AddOptions<ContinuationOptions>().BindConfiguration(ContinuationOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ContinuationOptions>, ContinuationOptionsValidation>();
        services.AddSingleton<ContinuationCodes>();
        services.AddSingleton<Continuations>();
        return services;
    }
}
