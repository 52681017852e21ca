using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Audit;

public static class AuditServices
{
    /// <summary>The log of who did what; needs storage.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditReader>();
        return services;
    }
}
