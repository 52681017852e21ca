using System.Text.RegularExpressions;

namespace CxBot.Language;

/// <summary>The numbers and addresses in a message that an agent would otherwise ask for again.</summary>
internal static partial class UtteranceNumbers
{
    private const int Read = 4_000;
    private const int Most = 10;

    /// <summary>INV-2231, ORD20260101, #12345, "pesanan 8812345", a waybill such as JP1234567890.</summary>
    public static IReadOnlyList<string> Orders(string text) =>
        Found(Order().Matches(Head(text)).Select(m => (m.Groups["n"].Success ? m.Groups["n"].Value : m.Value).TrimStart('#').Trim()));

    /// <summary>Indonesian mobile and landline numbers, and those with a country code.</summary>
    public static IReadOnlyList<string> Phones(string text) =>
        Found(Phone().Matches(Head(text)).Select(m => string.Concat(m.Value.Where(c => char.IsAsciiDigit(c) || c == '+'))).Where(p => p.Length is >= 9 and <= 16));

    public static IReadOnlyList<string> Emails(string text) => Found(Email().Matches(Head(text)).Select(m => m.Value.ToLowerInvariant()));

    private static string Head(string text) => text.Length > Read ? text[..Read] : text;

    private static IReadOnlyList<string> Found(IEnumerable<string> found) => [.. found.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)];

    [GeneratedRegex(
        @"(?<![\w/])(?:[A-Z]{2,6}[-/]?(?=[\d-/]{4,24}(?!\w))\d[\d-/]*\d|\#\d{3,20}(?!\w)|(?:order|pesanan|invoice|transaksi|resi|awb|tracking)\s{0,3}(?:id|no|number|nomor|nomer|kode)?\s{0,3}[.:#]?\s{0,3}(?<n>[A-Z]{0,5}-?\d{5,20})(?!\w))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(@"(?<![\w+])(?:\+\d{1,3}|62|0)[\s().-]{0,2}\d{2,4}(?:[\s().-]{0,2}\d{2,5}){1,3}(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![\w.+-])[A-Z0-9._%+-]{1,64}@[A-Z0-9](?:[A-Z0-9-]{0,62}\.){1,8}[A-Z]{2,24}(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
