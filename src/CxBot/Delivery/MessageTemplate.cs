using System.Text.RegularExpressions;

namespace CxBot.Delivery;

/// <summary>
/// A message that a channel has approved beforehand, to be sent where a free reply is not taken. A copy of what the channel holds.
/// </summary>
public sealed partial class MessageTemplate
{
    /// <summary>The longest body with its places filled, in characters; what approves templates counts so too.</summary>
    public const int MaxBodyLength = 1024;

    public required string Channel { get; init; }
    public required string Name { get; init; }

    /// <summary>The channel's own code, such as <c>id</c> or <c>en_US</c>; with the two above, the key.</summary>
    public required string Language { get; init; }
    public required string Category { get; set; }

    /// <summary>The channel's own word; only <c>APPROVED</c> can be sent.</summary>
    public required string Status { get; set; }

    /// <summary>The header's text with its places; null where it has none.</summary>
    public string? Header { get; set; }

    /// <summary>The text with its places: <c>Halo {{1}}</c>, or <c>Halo {{nama}}</c>.</summary>
    public required string Body { get; set; }
    public string? Footer { get; set; }

    /// <summary>Whether its places have numbers or names, in the channel's own word; null where the channel did not say.</summary>
    public string? ParameterFormat { get; set; }

    /// <summary>It needs what the desk cannot give: a picture in the header, an address in a button, products.</summary>
    public bool NeedsMore { get; set; }
    public DateTimeOffset SyncedAt { get; set; }

    public bool IsApproved => Status == "APPROVED";

    public bool CanBeSent => IsApproved && !NeedsMore;

    /// <summary>Its places have names, in header and body alike; otherwise numbers.</summary>
    public bool IsNamed => ParameterFormat is { } format
        ? format == "NAMED"
        : HeaderPlaces.Concat(BodyPlaces).Any(place => !IsNumber(place));

    public IReadOnlyList<string> HeaderPlaces => Places(Header);
    public IReadOnlyList<string> BodyPlaces => Places(Body);

    /// <summary>
    /// The places of a text, each once: numbers by number, for the channel fills {{1}} with the first value wherever it stands; names as
    /// they come.
    /// </summary>
    public static IReadOnlyList<string> Places(string? text)
    {
        if (text is null)
            return [];
        string[] found = [.. Place().Matches(text).Select(match => match.Groups[1].Value).Distinct()];
        return found.All(IsNumber) ? [.. found.OrderBy(place => place.TrimStart('0').Length)
            .ThenBy(place => place.TrimStart('0'), StringComparer.Ordinal)] : found;
    }

    /// <summary>The text with what stands in its places.</summary>
    public static string Fill(string text, IReadOnlyList<string> values)
    {
        var places = Places(text);
        return Place().Replace(text, match => places.ToList().IndexOf(match.Groups[1].Value) is var i && i < values.Count ? values[i]
            : match.Value);
    }

    /// <summary>The text cut at its places: words with no place, or a place with no words.</summary>
    public static IReadOnlyList<(string Text, string? Place)> Pieces(string text)
    {
        var pieces = new List<(string, string?)>();
        var from = 0;
        foreach (Match match in Place().Matches(text))
        {
            if (match.Index > from)
                pieces.Add((text[from..match.Index], null));
            pieces.Add(("", match.Groups[1].Value));
            from = match.Index + match.Length;
        }
        if (from < text.Length)
            pieces.Add((text[from..], null));
        return pieces;
    }

    /// <summary>The whole of it, as the customer reads it.</summary>
    public string Render(IReadOnlyList<string> header, IReadOnlyList<string> body) =>
        string.Join("\n\n", new[] { Header is null ? null
            : Fill(Header, header), Fill(Body, body), Footer }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static bool IsNumber(string place) => place.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")]
    private static partial Regex Place();
}
