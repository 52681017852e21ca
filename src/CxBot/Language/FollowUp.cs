using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>A question that leans on the one before it: "kalau yang dari luar negeri?" Table: <c>follow-up.txt</c>. Pure.</summary>
internal sealed class FollowUp(LanguageTables tables)
{
    /// <summary>After this long nobody means the last answer any more.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private const int MaxWords = 9;

    private readonly Phrases _openers = tables.Phrases("follow-up", "openers");

    /// <param name="words">Of the message, in lower case, as written.</param>
    public static bool IsOne(IReadOnlyList<string> words) => Lexicon.BuiltIn.FollowUp.Is(words);

    private bool Is(IReadOnlyList<string> words) => words.Count <= MaxWords && _openers.Begin(words);
}
