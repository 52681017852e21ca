using System.Globalization;
using System.Resources;

namespace CxBot.Web.Channels.WhatsApp.Desk;

/// <summary>What the desk says of WhatsApp alone, in Indonesian (the neutral language) and English.</summary>
public static class WhatsAppWords
{
    private static readonly ResourceManager Resources = new(
        "CxBot.Web.Channels.WhatsApp.Desk.WhatsAppWords", typeof(WhatsAppWords).Assembly);

    /// <summary>The words for a key in the reader's language, with these in its places.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such key.</exception>
    public static string Say(string key, string language, params object?[] arguments)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException(key);
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }

    /// <summary>The words for an enum's value, under <c>Type_Value</c>.</summary>
    public static string For<T>(T value, string language) where T : struct, Enum => Say($"{typeof(T).Name}_{value}", language);
}
