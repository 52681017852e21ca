using CxBot.Media;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;

namespace CxBot.Web.Channels.Media;

public static class MediaChannelServices
{
    /// <summary>Files of conversations, and the links that show them.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddMediaStore();
        services.AddSingleton<MediaLinks>();
        services.AddSingleton<MediaEndpoints>();
        return services;
    }

    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(InterfacePaths.Media).AddEndpointFilter<StorageFilter>().ExcludeFromDescription();
        group.MapGet("/{id}",
            (string id, long? e, string? s, MediaEndpoints media, HttpContext http, CancellationToken cancellationToken) =>
                media.FileAsync(id, e, s, http, cancellationToken)).Limited(RateLimit.Address);
        group.MapGet("/agent/{id}",
            (string id, MediaEndpoints media, HttpContext http, CancellationToken cancellationToken) =>
                media.PhotoAsync(id, http, cancellationToken)).Limited(RateLimit.Address);
        return app;
    }
}
