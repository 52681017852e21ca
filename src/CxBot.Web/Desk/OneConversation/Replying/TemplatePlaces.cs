using System.Text.RegularExpressions;
using CxBot.Delivery;
using CxBot.Language;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>What the desk knows of the customer and can put into a template by itself.</summary>
public enum TemplateFact
{
    CustomerName,
    Order,
}

/// <summary>One place of a template's text, and how an agent sees what belongs there.</summary>
/// <param name="Name">The place's own name in words; null where it has a number alone.</param>
/// <param name="Before">The words before it, cut short.</param>
/// <param name="After">The words after it, cut short.</param>
/// <param name="Fact">What belongs there, where the name or the words before it say so; null where only the agent knows.</param>
public sealed record TemplatePlace(string Key, string? Name, string Before, string After, TemplateFact? Fact);

/// <summary>Reads the places of a template. Pure.</summary>
public static partial class TemplatePlaces
{
    private const int MaxAround = 28;

    /// <summary>The places of a text in the order of <see cref="MessageTemplate.Places"/>.</summary>
    public static IReadOnlyList<TemplatePlace> Read(string? text)
    {
        if (text is null)
            return [];
        var pieces = MessageTemplate.Pieces(text);
        return [.. MessageTemplate.Places(text).Select(key =>
        {
            var at = pieces.ToList().FindIndex(piece => piece.Place == key);
            var before = Last(string.Concat(pieces.Take(at).Select(Shown)));
            return new TemplatePlace(key, Words(key), before, First(string.Concat(pieces.Skip(at + 1).Select(Shown))), FactOf(key, before));
        })];
    }

    /// <summary>What the desk fills in at first; empty where only the agent knows.</summary>
    public static string Fill(TemplatePlace place, string? customerName, string? order) => place.Fact switch
    {
        TemplateFact.CustomerName => PersonName.Read(customerName) ?? "",
        TemplateFact.Order => order ?? "",
        _ => "",
    };

    private static string Shown((string Text, string? Place) piece) => piece.Place is null ? piece.Text : "…";

    private static string? Words(string key)
    {
        if (key.All(char.IsAsciiDigit))
            return null;
        var words = string.Join(' ', key.Split('_', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Last(string text)
    {
        var line = text[(text.LastIndexOf('\n') + 1)..];
        if (line.Length <= MaxAround)
            return line.TrimStart();
        var cut = line[^MaxAround..];
        return "…" + cut[(cut.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    private static string First(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? text : text[..end];
        if (line.Length <= MaxAround)
            return line.TrimEnd();
        var cut = line[..MaxAround];
        var space = cut.LastIndexOf(' ');
        return (space > 0 ? cut[..space] : cut) + "…";
    }

    private static TemplateFact? FactOf(string key, string before)
    {
        if (!key.All(char.IsAsciiDigit))
            return OtherNames().IsMatch(key) ? null
                : NamedName().IsMatch(key) ? TemplateFact.CustomerName : NamedOrder().IsMatch(key) ? TemplateFact.Order : null;
        return Greeting().IsMatch(before) ? TemplateFact.CustomerName : OrderWords().IsMatch(before) ? TemplateFact.Order : null;
    }

    [GeneratedRegex("(toko|shop|store|product|produk|barang|item|agent|agen|brand|merek|status|date|tanggal|total|kurir|courier)",
        RegexOptions.IgnoreCase)]
    private static partial Regex OtherNames();

    [GeneratedRegex("(nama|name|customer|pelanggan)", RegexOptions.IgnoreCase)]
    private static partial Regex NamedName();

    [GeneratedRegex("(order|pesanan|invoice|faktur)", RegexOptions.IgnoreCase)]
    private static partial Regex NamedOrder();

    [GeneratedRegex(@"(?<!\p{L})(halo|hallo|hai|hi|hello|hey|dear|yth\.?|kak|kakak|bapak|ibu|bpk\.?|sdr\.?|sdri\.?)[\s,]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"(?<!\p{L})(pesanan|orderan|order|invoice|faktur|transaksi)(\s+(anda|kakak|kamu|nomor|number|no\.?))*[\s.:#*_]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex OrderWords();
}
