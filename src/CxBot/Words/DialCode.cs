using System.Text.RegularExpressions;

namespace CxBot.Words;

/// <summary>Codes that are dialled (USSD): <c>*888*1#</c>, <c>**21*0812#</c>, <c>*#06#</c>.</summary>
public static partial class DialCode
{
    private const int Longest = 60;

    /// <returns>How long the code is that begins at <paramref name="start"/>; 0 where none does.</returns>
    public static int LengthAt(string text, int start, int end)
    {
        var match = Code().Match(text, start, Math.Min(end - start + 1, Longest));
        return match.Success ? match.Length : 0;
    }

    // Two stars around it are its marks: "**Tekan *888#**".
    [GeneratedRegex(@"\G(?:\*#?\d[\d*#]*#(?!\w|\*(?!\*))|\*\*#?\d[\d*#]*#(?![\w*]))", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
