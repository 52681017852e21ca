using System.Net;
using System.Threading.RateLimiting;
using CxBot.Storage.Nodes;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>How often one address may send a password or a code; all pages that take one count together. Who meets the limit is a person,
/// and reads a page.</summary>
public sealed class SignInLimit(IOptions<RateLimitOptions> rates, LiveNodes nodes) : IRateLimiterPolicy<string>
{
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RejectAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        rates.Value.Enabled && HttpMethods.IsPost(httpContext.Request.Method)
            ? RateLimits.Bucket(NetworkAddress.Of(httpContext), rates.Value.SignIn, nodes) : RateLimitPartition.GetNoLimiter("");

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var after = RateLimits.Delay(http, context.Lease);
        var (words, preferences) = (new DeskWords(), Preferences.Read(http.Request));
        words.Use(preferences.Language);
        var again = WebUtility.HtmlEncode(http.Request.Path + http.Request.QueryString);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{preferences.Language}" data-theme="{preferences.Theme}">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title>{words["TooManyTitle"]} · CxBot</title>
            <link rel="icon" type="image/svg+xml" href="/desk/icon.svg" />
            <link rel="stylesheet" href="/desk/tokens.css" />
            <link rel="stylesheet" href="/desk/desk.css" />
            </head>
            <body><main class="gate"><div class="gate-card">
            <p class="brand"><img src="/desk/icon.svg" alt="" width="28" height="28" /> CxBot</p>
            <h1>{words["TooManyTitle"]}</h1>
            <p class="quiet">{words.Say("TooManyText", after)}</p>
            <p><a class="button primary wide" href="{again}">{words["TryAgain"]}</a></p>
            </div></main></body>
            </html>
            """, cancellationToken);
    }
}
