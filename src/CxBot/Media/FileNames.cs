using System.Globalization;
using System.Text;

namespace CxBot.Media;

/// <summary>The sender's name for a file: shown to people, never used as a path.</summary>
public static class FileNames
{
    private const int MaxLength = 100;

    /// <summary>
    /// The same name without folders, invisible characters or tricks, and with an ending that tells the truth about the content.
    /// </summary>
    public static string Clean(string? name, FileKind kind)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var visible = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (IsShown(rune))
                visible.Append(rune);
        var clean = visible.ToString().Trim(' ', '.');

        var ending = Path.GetExtension(clean);
        if (!kind.Extensions.Contains(ending, StringComparer.OrdinalIgnoreCase))
            ending = kind.Extensions[0];
        else
            clean = clean[..^ending.Length].TrimEnd(' ', '.');
        if (clean.Length == 0)
            clean = "file";
        return Cut(clean, MaxLength - ending.Length) + ending;
    }

    private static bool IsShown(Rune rune) => rune.Value is not ('"' or '<' or '>' or '|' or ':' or '*' or '?')
        && Rune.GetUnicodeCategory(rune) is not (
        // Format characters turn "gpj.exe" round so that it reads "exe.jpg".
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
