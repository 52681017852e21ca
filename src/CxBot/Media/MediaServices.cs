using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Media;

public static class MediaServices
{
    /// <summary>The files of conversations.</summary>
    public static IServiceCollection AddMediaStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaOptions>().Bind(configuration.GetSection(MediaOptions.Section))
            .Validate(o => !string.IsNullOrWhiteSpace(o.Folder), "Media:Folder is empty. Leave it out for data/media, or name a folder.")
            .Validate(o => o.MaxImageBytes > 0 && o.MaxFileBytes > 0 && o.MaxConversationBytes > 0, "Media:MaxImageBytes, Media:MaxFileBytes and Media:MaxConversationBytes must be more than 0.")
            .Validate(o => o.MaxAddressBytes > 0, "Media:MaxAddressBytes must be more than 0.")
            .Validate(o => o.MinFreeBytes >= 0, "Media:MinFreeBytes must be 0 (all of the disk may be used) or more.")
            .Validate(o => o.LinkLifetime >= TimeSpan.FromMinutes(1), "Media:LinkLifetime must be at least one minute.")
            .ValidateOnStart();
        services.AddSingleton<MediaStore>();
        services.AddSingleton<MediaFolder>();
        services.AddHostedService(provider => provider.GetRequiredService<MediaFolder>());
        services.AddHostedService<MediaSweep>();
        return services;
    }
}
