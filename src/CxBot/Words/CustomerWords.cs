using System.Globalization;
using System.Resources;

namespace CxBot.Words;

/// <summary>What CxBot itself says to customers, in Indonesian (the neutral language) and English.</summary>
public static class CustomerWords
{
    public static readonly IReadOnlyList<string> Languages = ["id", "en"];

    private static readonly ResourceManager Resources = new("CxBot.Words.CustomerWords", typeof(CustomerWords).Assembly);

    /// <summary>The words for a key in the customer's language; Indonesian where the language is unknown or not ours.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such key.</exception>
    public static string Say(string key, string? language, params object[] arguments)
    {
        var culture = CultureOf(language);
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException(key);
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }

    /// <summary>Whether there are words for a key.</summary>
    public static bool Has(string key) => Resources.GetString(key, CultureInfo.InvariantCulture) is not null;

    /// <summary>A word that a customer may choose, recognised in every language that we offer it in.</summary>
    public static bool IsSaid(string key, string text) =>
        Languages.Any(language => string.Equals(Say(key, language), text.Trim(), StringComparison.OrdinalIgnoreCase));

    public static CultureInfo CultureOf(string? language) =>
        CultureInfo.GetCultureInfo(language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "id");
}
