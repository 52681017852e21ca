using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CxBot.Web.Operations.Network;

/// <summary>The desk's connection (<c>/_blazor</c>) is for the desk's own pages: browsers let any page open a socket, and a page of a
/// sister host (www. beside chat.) does so with the agent's cookie.</summary>
internal static class CircuitOrigin
{
    public const string Path = "/_blazor";

    public static void UseCircuitOrigin(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(Path) || IsFromOurPages(address, http))
                return next(http);
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    private static bool IsFromOurPages(PublicAddress address, HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return address.IsOwnOrigin(http.Request, origin);
        // Browsers name no origin where a page asks its own server by GET, which is how a connection goes on where sockets are blocked; it
        // can begin with neither.
        return HttpMethods.IsGet(http.Request.Method) && !IsUpgrade(http)
            && http.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin";
    }

    private static bool IsUpgrade(HttpContext http) =>
        http.Request.Headers.ContainsKey(HeaderNames.Upgrade) || http.WebSockets.IsWebSocketRequest
        || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
