using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Canned;

public static class CannedServices
{
    /// <summary>The replies that agents keep ready. Needs storage.</summary>
    public static IServiceCollection AddCannedReplies(this IServiceCollection services) => services.AddSingleton<CannedReplies>();
}
