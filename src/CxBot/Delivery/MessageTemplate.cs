using System.Text.RegularExpressions;

namespace CxBot.Delivery;

/// <summary>A message that a channel has approved beforehand, to be sent where a free reply is not taken. A copy of what the channel holds.</summary>
public sealed partial class MessageTemplate
{
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

    /// <summary>It needs what the desk cannot give: a picture in the header, an address in a button.</summary>
    public bool NeedsMore { get; set; }
    public DateTimeOffset SyncedAt { get; set; }

    public bool CanBeSent => Status == "APPROVED" && !NeedsMore;

    /// <summary>The names of the places of a text, in order, each once.</summary>
    public static IReadOnlyList<string> Places(string? text) => text is null ? [] : [.. Place().Matches(text).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>The text with what stands in its places.</summary>
    public static string Fill(string text, IReadOnlyList<string> values)
    {
        var places = Places(text);
        return Place().Replace(text, match => places.ToList().IndexOf(match.Groups[1].Value) is var i && i < values.Count ? values[i] : match.Value);
    }

    /// <summary>The whole of it, as the customer reads it.</summary>
    public string Render(IReadOnlyList<string> header, IReadOnlyList<string> body) =>
        string.Join("\n\n", new[] { Header is null ? null : Fill(Header, header), Fill(Body, body), Footer }.Where(part => !string.IsNullOrWhiteSpace(part)));

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")]
    private static partial Regex Place();
}
