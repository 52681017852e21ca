using CxBot.ApiKeys;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CxBot.Web.Api;

/// <summary>Lets in whoever shows a key that opens what is asked for, and counts what is asked with it.</summary>
public static class ApiKeyFilter
{
    private const string Scheme = "Bearer ";
    private const string HowToShowOne =
        "Send Authorization: Bearer cxb_... An administrator makes a key at /desk/reports/sharing, or with: keys add.";

    public static RouteHandlerBuilder Opens(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .AddEndpointFilter((context, next) => InvokeAsync(context, next, scope))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>The key that was shown; asked behind the filter alone.</summary>
    public static ApiKey KeyOf(HttpContext http) => http.Features.GetRequiredFeature<ApiKey>();

    private static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, string scope)
    {
        var http = context.HttpContext;
        if (Shown(http.Request) is not { } text)
            return Refuse(http, StatusCodes.Status401Unauthorized, "", "No key", HowToShowOne);
        if (await http.RequestServices.GetRequiredService<ApiKeyCheck>().FindAsync(text, http.RequestAborted) is not { } key)
        {
            http.RequestServices.GetRequiredService<RefusalLog>().Note(Refusal.WrongApiKey, "a key that is not known, or was taken back");
            return Refuse(http, StatusCodes.Status401Unauthorized, "error=\"invalid_token\"", "Wrong key",
                "This key is not known, or was taken back. " + HowToShowOne);
        }

        // Counted before its scopes are looked at: what a key may not open costs its share, too.
        using var lease = http.RequestServices.GetRequiredService<ApiKeyLimits>().Take(key);
        if (!lease.IsAcquired)
            return ApiProblem.TooMany(RateLimits.Delay(http, lease));
        if (!key.Opens(scope))
            return Refuse(http, StatusCodes.Status403Forbidden, $"error=\"insufficient_scope\", scope=\"{scope}\"",
                "Not opened by this key",
                $"The key \"{key.Name}\" opens {key.Scopes.Replace(" ", ", ", StringComparison.Ordinal)}. Make one that opens {scope}.");
        http.Features.Set(key);
        http.Response.Headers.CacheControl = "no-store";
        return await next(context);
    }

    private static string? Shown(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim() : null;

    private static IResult Refuse(HttpContext http, int status, string challenge, string title, string detail)
    {
        http.Response.Headers[HeaderNames.WWWAuthenticate] =
            challenge.Length == 0 ? "Bearer realm=\"CxBot\"" : $"Bearer realm=\"CxBot\", {challenge}";
        return ApiProblem.Of(status, title, detail);
    }
}
