namespace CxBot.Web.Desk;

/// <summary>
/// What an agent has chosen for this browser. Kept in cookies that the desk's script writes too, so that a page is right from its first
/// byte.
/// </summary>
/// <param name="Language"><c>id</c> or <c>en</c>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or <c>system</c>.</param>
/// <param name="Zone">The browser's time zone, an IANA name.</param>
public sealed record Preferences(string Language, string Theme, string Zone)
{
    public const string LanguageCookie = "desk-language";
    public const string ThemeCookie = "desk-theme";
    public const string ZoneCookie = "desk-zone";

    public static readonly Preferences Default = new("id", "system", "Asia/Jakarta");

    /// <summary>Reads what the browser sent; anything unknown is the default.</summary>
    public static Preferences Read(HttpRequest request)
    {
        var zone = request.Cookies[ZoneCookie];
        return new(
            DeskWords.Languages.Contains(request.Cookies[LanguageCookie]) ? request.Cookies[LanguageCookie]! : Default.Language,
            request.Cookies[ThemeCookie] is "light" or "dark" ? request.Cookies[ThemeCookie]! : Default.Theme,
            zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : Default.Zone);
    }
}

internal static class PreferencesEndpoint
{
    /// <summary>Changes the language and comes back: a plain link, so that it works before sign-in and without a script.</summary>
    public static void MapPreferences(this IEndpointRouteBuilder app) =>
        app.MapGet("/desk/language/{language}", (string language, string? to, HttpContext context) =>
        {
            if (DeskWords.Languages.Contains(language))
                context.Response.Cookies.Append(Preferences.LanguageCookie, language,
                    new()
                    {
                        Path = "/desk",
                        MaxAge = TimeSpan.FromDays(400),
                        SameSite = SameSiteMode.Lax,
                        Secure = context.Request.IsHttps
                    });
            return Results.LocalRedirect(SignIn.DeskLinks.Inside(to));
        }).AllowAnonymous().ExcludeFromDescription();
}
