using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CxBot.Web.Operations.Network;

/// <summary>On TLS our cookies are called <c>__Host-…</c>: browsers then take them from this very host over TLS alone, and no sister host
/// can plant one. Without TLS they keep their plain names.</summary>
public static class HostCookies
{
    /// <summary>What the names of all cookies that prove something begin with.</summary>
    public const string Ours = "cxbot.";

    private const string Prefix = "__Host-";

    internal static void UseHostCookies(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        app.Use((http, next) =>
        {
            if (!address.IsSecure(http.Request))
                return next(http);
            if (http.Request.Headers.TryGetValue(HeaderNames.Cookie, out var sent))
                http.Request.Headers.Cookie = Received(sent);
            http.Response.OnStarting(() =>
            {
                if (http.Response.Headers.TryGetValue(HeaderNames.SetCookie, out var set))
                    http.Response.Headers.SetCookie = new StringValues([.. set.Select(one => Sent(one!))]);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    /// <summary>A <c>Cookie</c> header with our names as the app knows them; a plain one of ours is not believed. Pure.</summary>
    public static string Received(StringValues header)
    {
        var kept = header.SelectMany(
            line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cookie => !cookie.StartsWith(Ours, StringComparison.OrdinalIgnoreCase));
        return string.Join(
            "; ", kept.Select(cookie => cookie.StartsWith(Prefix + Ours, StringComparison.Ordinal) ? cookie[Prefix.Length..] : cookie));
    }

    /// <summary>A <c>Set-Cookie</c> header as it leaves; others than ours stay as they are. Pure.</summary>
    public static string Sent(string header)
    {
        if (!header.StartsWith(Ours, StringComparison.Ordinal))
            return header;
        var parts = header.Split(';', StringSplitOptions.TrimEntries)
            .Where(part => !part.StartsWith("domain=", StringComparison.OrdinalIgnoreCase)
                && !part.StartsWith("path=", StringComparison.OrdinalIgnoreCase)
            && !part.Equals("secure", StringComparison.OrdinalIgnoreCase));
        return $"{Prefix}{string.Join("; ", parts)}; path=/; secure";
    }
}
