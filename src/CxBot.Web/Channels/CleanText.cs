using System.Text;

namespace CxBot.Web.Channels;

/// <summary>Text that every database takes: PostgreSQL refuses NUL, and half a surrogate pair cannot be written as UTF-8 at all.</summary>
public static class CleanText
{
    public static string Of(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && IsWhole(text))
            return text;
        var clean = new StringBuilder(text.Length);
        // Enumerating runes turns half a pair into U+FFFD.
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0)
                clean.Append(rune);
        return clean.ToString();
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
