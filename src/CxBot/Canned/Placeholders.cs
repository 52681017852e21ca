using System.Text.RegularExpressions;

namespace CxBot.Canned;

/// <summary>The places in a canned reply that are filled when it is called. Pure.</summary>
public static partial class Placeholders
{
    /// <summary>Every name of a place, the Indonesian and the English one.</summary>
    private static readonly Dictionary<string, Func<PlaceholderValues, string?>> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nama"] = values => values.Name,
        ["name"] = values => values.Name,
        ["pesanan"] = values => values.Order,
        ["order"] = values => values.Order,
        ["agen"] = values => values.Agent,
        ["agent"] = values => values.Agent,
        ["jam"] = values => values.Hours,
        ["hours"] = values => values.Hours,
    };

    /// <summary>All names of places.</summary>
    public static IReadOnlyCollection<string> Names => Places.Keys;

    /// <summary>Fills each place whose value is known. What a value says is never a place again.</summary>
    public static string Fill(string text, PlaceholderValues values) => Place().Replace(text, found =>
        Places.TryGetValue(found.Groups[1].Value, out var of) && of(values) is { } value && !string.IsNullOrWhiteSpace(value)
            ? value.ReplaceLineEndings(" ").Trim()
            : found.Value);

    /// <summary>The places that are not filled, as they stand, each once.</summary>
    public static IReadOnlyList<string> Unfilled(string text) => Find(text, Places.ContainsKey);

    /// <summary>What looks like a place and is none, as it stands, each once.</summary>
    public static IReadOnlyList<string> Unknown(string text) => Find(text, name => !Places.ContainsKey(name));

    private static List<string> Find(string text, Predicate<string> wanted) =>
        [.. Place().Matches(text).Where(found => wanted(found.Groups[1].Value)).Select(found => found.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex(@"\{[ \t]*(\p{L}{1,20})[ \t]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

/// <summary>What the places of a canned reply are filled with in one conversation; null for what is not known.</summary>
/// <param name="Name">Of the customer.</param>
/// <param name="Order">The customer's order number; null where several are known, because only the agent knows which is meant.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Hours">When people are there, in words.</param>
public sealed record PlaceholderValues(string? Name, string? Order, string? Agent, string? Hours);
