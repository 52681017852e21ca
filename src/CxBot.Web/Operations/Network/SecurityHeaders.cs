using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace CxBot.Web.Operations.Network;

/// <summary>Tells browsers what our pages may do: only what they need, from this server alone.</summary>
public static partial class SecurityHeaders
{
    private const string PushWorker = "/desk/push-worker.js";

    private static readonly object NonceKey = new();

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var address = app.ApplicationServices.GetRequiredService<PublicAddress>();
        return app.Use((http, next) =>
        {
            // Late, so that whoever serves something special (a stored file) can be stricter.
            http.Response.OnStarting(() =>
            {
                Apply(http, address);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    /// <summary>What the scripts of this one answer carry, so that no other runs. Whoever asks for it has it in the policy.</summary>
    public static string Nonce(HttpContext http) =>
        (string)(http.Items[NonceKey] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));

    /// <summary>The policy for a path. Pure.</summary>
    /// <param name="nonce">What the page's scripts carry; null where it has none.</param>
    public static string PolicyFor(PathString path, HostString host, string? nonce = null)
    {
        if (IsInterface(path))
            return "default-src 'none'; frame-ancestors 'none'";
        // Not every browser counts a socket to the same host as 'self'.
        var sockets = PlainHost().IsMatch(host.Value ?? "") ? $" ws://{host.Value} wss://{host.Value}" : "";
        // MudBlazor, on the desk's live pages, places and themes its parts by inline styles; what comes before sign-in has neither those
        // nor a script.
        var inline = nonce is null ? "" : " 'unsafe-inline'";
        var scripts = !IsDesk(path) ? "'self'" : nonce is null ? "'none'" : $"'nonce-{nonce}'";
        // A worker can carry no nonce: its policy would fall back to that of scripts, and let none in.
        var workers = nonce is null ? "" : " worker-src 'self';";
        var embedders = IsDesk(path) ? "'none'" : "'self'";
        return $"default-src 'self'; script-src {scripts}; style-src 'self'{inline}; img-src 'self' data: blob:; media-src 'self' blob:; "
            + $"font-src 'self' data:;{workers} "
            + $"connect-src 'self'{sockets}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {embedders}";
    }

    private static void Apply(HttpContext http, PublicAddress address)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, PolicyFor(http.Request.Path, http.Request.Host, http.Items[NonceKey] as string));
        // A worker that receives calls for the desk serves the whole of it, its root too, which lies above the worker's own folder.
        if (http.Request.Path == PushWorker)
            headers["Service-Worker-Allowed"] = "/desk";
        if (address.IsSecure(http.Request) && !PublicAddress.IsLoopback(http.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static bool IsInterface(PathString path) =>
        path.StartsWithSegments("/v3") || path.StartsWithSegments("/widget/session") || path.StartsWithSegments("/api")
        || path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/openapi")
        || path.StartsWithSegments("/channels");

    private static bool IsDesk(PathString path) => path.StartsWithSegments("/desk");

    [GeneratedRegex(@"^[A-Za-z0-9.\-]+(:\d+)?$|^\[[0-9a-fA-F:]+\](:\d+)?$")]
    private static partial Regex PlainHost();
}
