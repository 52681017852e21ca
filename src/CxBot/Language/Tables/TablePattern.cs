using System.Text.RegularExpressions;

namespace CxBot.Language.Tables;

/// <summary>
/// Patterns over written text whose words stand in tables: digits and signs around them tell, so that phrases of words will not do.
/// </summary>
internal static partial class TablePattern
{
    /// <param name="shape">A regular expression in which <c>{section}</c> stands for any entry of that section.</param>
    public static Regex Of(string shape, string table, LanguageTables tables) =>
        new(
            Name().Replace(shape, m => AnyOf(tables.Entries(table, m.Groups[1].Value))),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Any of these, the longest first; what never matches where there are none.</summary>
    public static string AnyOf(IReadOnlyList<TableEntry> entries) => entries.Count == 0
        ? "(?!)"
        : string.Join('|', entries.Select(e => e.Text).Distinct().OrderByDescending(t => t.Length).Select(Regex.Escape));

    [GeneratedRegex(@"\{([a-z][a-z-]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
