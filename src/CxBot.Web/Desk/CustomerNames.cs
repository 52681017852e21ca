using System.Globalization;
using System.Text.RegularExpressions;

namespace CxBot.Web.Desk;

/// <summary>What the desk calls customers. Who has no name has a short one that stays, so that two of them can be told apart.</summary>
public static partial class CustomerNames
{
    /// <param name="name">The name, or the number of who has none; null where neither is known.</param>
    public static string Say(DeskWords words, string? name, CustomerId customerId) =>
        name ?? words.Say("VisitorNumber", customerId.ToString());

    /// <summary>Reads the short name, in any of the desk's languages.</summary>
    /// <returns>The customer; null where it is another text.</returns>
    public static CustomerId? Read(string text) =>
        Short().Match(text) is { Success: true } match && DeskWords.Languages.Any(language => IsVisitor(match.Groups[1].Value, language))
        && long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new CustomerId(id) : null;

    private static bool IsVisitor(string word, string language) =>
        word.Equals(DeskWords.Resources.GetString("Visitor", CultureInfo.GetCultureInfo(language)), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*(\p{L}+)\s+#?([0-9]{1,18})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Short();
}
