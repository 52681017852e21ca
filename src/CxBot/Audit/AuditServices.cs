using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CxBot.Audit;

public static class AuditServices
{
    /// <summary>The log of who did what; needs storage.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditLog>();
        services.AddSingleton<AuditReader>();
        return services;
    }
}
