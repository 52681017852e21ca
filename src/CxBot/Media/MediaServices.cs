using CxBot.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Media;

public static class MediaServices
{
    /// <summary>The files of conversations.</summary>
    public static IServiceCollection AddMediaStore(this IServiceCollection services)
    {
        services.AddCheckedOptions<MediaOptions>(MediaOptions.Section);
        services.AddSingleton<MediaStore>();
        services.AddSingleton<MediaFolder>();
        services.AddHostedService(provider => provider.GetRequiredService<MediaFolder>());
        services.AddHostedService<MediaSweep>();
        return services;
    }
}
