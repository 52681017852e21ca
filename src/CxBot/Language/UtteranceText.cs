using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>The form that the tables of <see cref="Utterance"/> are written for.</summary>
internal static class UtteranceText
{
    private const int SignsOfCode = 3;

    /// <summary>One piece without a space and full of signs that words do not have: a link, a path, a scrap of code. It asks nothing by itself.</summary>
    public static bool IsCode(string text) =>
        text.Trim() is { Length: > 0 } piece && !piece.Any(char.IsWhiteSpace) && piece.Count(c => c is '/' or '\\' or '<' or '>' or '{' or '}' or '$' or '%' or ';' or '=' or '|' or '&') >= SignsOfCode;

    /// <summary>The words with slang spelt out, one space between and around them, particles kept: <c>" mau bicara dengan orang dong "</c>.</summary>
    public static string Plain(IReadOnlyList<string> words) => $" {string.Join(' ', words.SelectMany(Slang.SpellOut))} ";
}
