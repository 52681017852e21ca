using System.Collections.Frozen;

namespace CxBot.Language;

/// <summary>A question that leans on the one before it: "kalau yang dari luar negeri?" Pure.</summary>
internal static class FollowUp
{
    /// <summary>After this long nobody means the last answer any more.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private const int MaxWords = 9;

    private static readonly FrozenSet<string> Openers = FrozenSet.Create("kalau", "kalo", "klo", "klau", "kalu", "terus", "trus", "lalu", "untuk", "utk", "buat", "yang", "yg");

    private static readonly string[] Leaning = ["what about", "how about", "and for", "and if", "what if", "bagaimana dengan", "gimana dengan", "gimana kalau", "gimana kalo", "gmn klo", "gmn kalo", "bagaimana kalau", "bagaimana jika"];

    /// <param name="words">Of the message, in lower case, as written.</param>
    public static bool IsOne(IReadOnlyList<string> words) =>
        words.Count is > 0 and <= MaxWords && (Openers.Contains(words[0]) || Leaning.Any(l => string.Join(' ', words).StartsWith(l, StringComparison.Ordinal)));
}
