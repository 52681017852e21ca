using System.Globalization;
using System.Text;
using CxBot.Language;

namespace CxBot.Labels;

/// <summary>What may be the name of a label or of a saved view: any script, on one line, something that can be seen. Pure.</summary>
public static class LabelName
{
    /// <summary>In UTF-16 units, as a browser counts an input's <c>maxlength</c>.</summary>
    public const int MaxLength = 40;

    /// <summary>The longest key: small letters may need more room than capitals.</summary>
    public const int MaxKeyLength = 3 * MaxLength;

    /// <summary>The name as it is kept: composed, without what turns or hides text, blanks as single spaces.</summary>
    /// <returns>Null where nothing is left that anybody could see, or more than <see cref="MaxLength"/>.</returns>
    public static string? Read(string? name)
    {
        if (name is null || name.Length > 10 * MaxLength)
            return null;
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                kept.Append(' ');
            else if (!IsHidden(rune))
                kept.Append(rune.ToString());
        }
        var read = string.Join(' ', kept.ToString().Normalize(NormalizationForm.FormC)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return read.Length <= MaxLength && PersonName.Read(read) is not null ? read : null;
    }

    /// <summary>The same for names that differ in capitals or in the width of their letters alone, whatever the alphabet.</summary>
    public static string Key(string name) => name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Joiners shape letters and emoji; everything else of their kind changes how the rest is read.</summary>
    private static bool IsHidden(Rune rune) => IsNoCharacter(rune.Value) || (rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    /// <summary>Unicode gives these away to nobody, and cannot compose them.</summary>
    private static bool IsNoCharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF or 0xFFFD;
}
