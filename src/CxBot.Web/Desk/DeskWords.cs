using System.Globalization;
using System.Resources;

namespace CxBot.Web.Desk;

/// <summary>Everything the desk says, in Indonesian (the neutral language) and English.</summary>
public sealed class DeskWords
{
    public static readonly IReadOnlyList<string> Languages = ["id", "en"];

    internal static readonly ResourceManager Resources = new("CxBot.Web.Desk.DeskWords", typeof(DeskWords).Assembly);

    /// <summary>The language of this reader, <c>id</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = Languages[0];

    /// <summary>How this reader's language writes dates and numbers.</summary>
    public CultureInfo Culture { get; private set; } = CultureInfo.GetCultureInfo(Languages[0]);

    /// <summary>The words for a key.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such key.</exception>
    public string this[string key] => Resources.GetString(key, Culture) ?? throw new MissingManifestResourceException(key);

    /// <summary>The words for a key; null where there are none.</summary>
    public string? Find(string key) => Resources.GetString(key, Culture);

    public void Use(string language)
    {
        if (!Languages.Contains(language))
            return;
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
    }

    /// <summary>The words for a key, with these in its places.</summary>
    public string Say(string key, params object?[] arguments) => string.Format(Culture, this[key], arguments);

    /// <summary>The words for an enum's value, under <c>Type_Value</c>.</summary>
    public string For<T>(T value) where T : struct, Enum => this[$"{typeof(T).Name}_{value}"];
}
