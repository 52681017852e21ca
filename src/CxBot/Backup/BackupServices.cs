using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Backup;

public static class BackupServices
{
    /// <summary>Keeping a copy of everything, and bringing it back.</summary>
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddSingleton<BackupWriter>();
        services.AddSingleton<BackupReader>();
        return services;
    }
}
