using System.Text.RegularExpressions;

namespace CxBot.Language.Contacts;

/// <summary>Reads e-mail addresses. Pure.</summary>
public static partial class EmailAddress
{
    private const int MaxLength = 254;

    /// <summary>Whether the text is an address and nothing else.</summary>
    public static bool IsOne(string text) =>
        text.Length <= MaxLength && Pattern().Match(text) is { Success: true } match && match.Length == text.Length;

    /// <summary>The addresses in a text, in lower case.</summary>
    internal static IEnumerable<string> Find(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? Pattern().Matches(text).Select(m => m.Value.ToLowerInvariant()) : [];

    /// <summary>Where an address stands in a text. What could be one counts as one: it is masked rather than told.</summary>
    [GeneratedRegex(@"\w[\w.%+&'-]{0,63}@(?:[\w-]{1,63}\.){1,8}\p{L}[\w-]{1,62}", RegexOptions.CultureInvariant)]
    internal static partial Regex Pattern();
}
