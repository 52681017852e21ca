using System.Globalization;
using System.Text;

namespace CxBot.Language;

/// <summary>What people write where a name is asked for. Pure.</summary>
public static class PersonName
{
    /// <summary>The name, without blanks around it; null where there is nothing in it that anybody could see.</summary>
    public static string? Read(string? name) => name is not null && name.EnumerateRunes().Any(IsSeen) ? name.Trim() : null;

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse => false,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => false,
        // Fillers that are letters or signs to Unicode, and blank to the eye.
        _ => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0xFFFD),
    };
}
