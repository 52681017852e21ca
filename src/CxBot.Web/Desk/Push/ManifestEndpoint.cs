using CxBot.Web.Channels.Widget;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.Push;

/// <summary>What makes the desk a thing that can be installed on a phone. It tells nothing but the shop's name.</summary>
internal static class ManifestEndpoint
{
    public const string Path = "/desk/manifest.webmanifest";

    public static void MapManifest(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, (IOptions<WidgetOptions> widget, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Json(new
            {
                id = "/desk",
                name = widget.Value.Title,
                short_name = widget.Value.Title,
                start_url = "/desk",
                scope = "/desk",
                display = "standalone",
                background_color = "#f3f5f6",
                theme_color = "#0b6b6b",
                icons = new object[]
                {
                    new { src = "/desk/icon-192.png", sizes = "192x192", type = "image/png", purpose = "any" },
                    new { src = "/desk/icon-512.png", sizes = "512x512", type = "image/png", purpose = "any" },
                    new { src = "/desk/icon-maskable.png", sizes = "512x512", type = "image/png", purpose = "maskable" },
                    new { src = "/desk/icon.svg", sizes = "any", type = "image/svg+xml", purpose = "any" },
                },
            }, contentType: "application/manifest+json");
        }).AllowAnonymous().ExcludeFromDescription();
}
