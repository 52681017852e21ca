namespace CxBot.Web.Channels;

/// <summary>The language that a customer's client names.</summary>
public static class ClientLanguage
{
    /// <summary>The language of a locale, where it is one of ours.</summary>
    public static string? Of(string? locale) => locale switch
    {
        null => null,
        _ when locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) => "en",
        _ when locale.StartsWith("id", StringComparison.OrdinalIgnoreCase) => "id",
        _ => null,
    };
}
