using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace CxBot.Web.Operations;

/// <summary>Tells browsers what our pages may do: only what they need, from this server alone.</summary>
public static partial class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // Late, so that whoever serves something special (a stored file) can be stricter.
        http.Response.OnStarting(() =>
        {
            Apply(http);
            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>The policy for a path. Pure.</summary>
    public static string PolicyFor(PathString path, HostString host)
    {
        if (IsInterface(path)) return "default-src 'none'; frame-ancestors 'none'";
        // Not every browser counts a socket to the same host as 'self'.
        var sockets = PlainHost().IsMatch(host.Value ?? "") ? $" ws://{host.Value} wss://{host.Value}" : "";
        // MudBlazor places and themes its parts by inline styles.
        var inline = IsDesk(path) ? " 'unsafe-inline'" : "";
        var embedders = IsDesk(path) ? "'none'" : "'self'";
        return $"default-src 'self'; script-src 'self'; style-src 'self'{inline}; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
            + $"connect-src 'self'{sockets}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {embedders}";
    }

    private static void Apply(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, PolicyFor(http.Request.Path, http.Request.Host));
    }

    private static bool IsInterface(PathString path) =>
        path.StartsWithSegments("/v3") || path.StartsWithSegments("/widget/session") || path.StartsWithSegments("/api")
        || path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/channels");

    private static bool IsDesk(PathString path) => path.StartsWithSegments("/desk") || path.StartsWithSegments("/account");

    [GeneratedRegex(@"^[A-Za-z0-9.\-]+(:\d+)?$|^\[[0-9a-fA-F:]+\](:\d+)?$")]
    private static partial Regex PlainHost();
}
