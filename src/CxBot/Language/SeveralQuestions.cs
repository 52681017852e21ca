using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>Several questions in one message: "ongkir ke Bali berapa? terus bisa COD ga?" Pure.</summary>
internal static class SeveralQuestions
{
    /// <summary>More than this is a letter, not a list of questions.</summary>
    public const int Most = 4;

    private const int MinWords = 2;

    private static readonly string[] Joints = [" terus ", " trus ", " sama mau tanya ", " sekalian ", " dan apakah ", " dan bagaimana ", " dan berapa ", " dan kapan ", " and how ", " and when ", " and can ", " also "];

    /// <summary>Each question on its own; empty where there is but one.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        string[] parts = [.. text.Split(['?', '\n', ';', '!'], StringSplitOptions.TrimEntries).SelectMany(AtJoints).Where(p => TextNormalizer.Normalize(p).Count >= MinWords)];
        return parts.Length is > 1 and <= Most ? parts : [];
    }

    private static IEnumerable<string> AtJoints(string part)
    {
        var rest = $" {part} ";
        foreach (var joint in Joints)
            // The joint may be the question's own first word ("and how ..."): only "and" goes.
            rest = rest.Replace(joint, "\n" + joint.Replace(" dan ", " ", StringComparison.Ordinal).Replace(" and ", " ", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        return rest.Split('\n', StringSplitOptions.TrimEntries);
    }
}
