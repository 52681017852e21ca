using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>
/// Several questions in one message: "ongkir ke Bali berapa? terus bisa COD ga?" Table: <c>several-questions.txt</c>. Pure.
/// </summary>
internal sealed class SeveralQuestions(LanguageTables tables, Lexicon lexicon)
{
    /// <summary>More than this is a letter, not a list of questions.</summary>
    public const int Max = 4;

    private const string Table = "several-questions";
    private const int MinWords = 2;

    // With the blanks around them, and what the next question begins with instead.
    private readonly (string Joint, string Begins)[] _joints =
    [
        .. tables.Entries(Table, "joints").Select(e => ($" {e.Text} ", $"\n {e.Text} ")),
        .. tables.Entries(Table, "joints-before").Select(e => ($" {e.Text} ", $"\n {WithoutFirstWord(e.Text)} ")),
    ];

    /// <summary>Each question on its own; empty where there is but one.</summary>
    public static IReadOnlyList<string> In(string text) => Lexicon.BuiltIn.SeveralQuestions.Find(text);

    private IReadOnlyList<string> Find(string text)
    {
        string[] parts =
        [
            .. text.Split(['?', '\n', ';', '!'], StringSplitOptions.TrimEntries)
                .SelectMany(AtJoints)
                .Where(p => TextNormalizer.Normalize(p, lexicon).Count >= MinWords),
        ];
        return parts.Length is > 1 and <= Max ? parts : [];
    }

    private static string WithoutFirstWord(string phrase) => phrase[(phrase.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private IEnumerable<string> AtJoints(string part)
    {
        var rest = $" {part} ";
        foreach (var (joint, begins) in _joints)
            rest = rest.Replace(joint, begins, StringComparison.OrdinalIgnoreCase);
        return rest.Split('\n', StringSplitOptions.TrimEntries);
    }
}
