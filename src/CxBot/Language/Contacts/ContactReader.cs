using System.Text.RegularExpressions;
using CxBot.Language.Tables;

namespace CxBot.Language.Contacts;

/// <summary>
/// The numbers and addresses in a message that an agent would otherwise ask for again, and the secrets that nobody should read. Table:
/// <c>contacts.txt</c>.
/// </summary>
internal sealed class ContactReader
{
    private const string Table = "contacts";
    private const int MaxRead = 4_000;
    private const int MaxFound = 10;

    private readonly Lazy<Regex> _orders;
    private readonly Lazy<Regex> _secrets;

    public ContactReader(LanguageTables tables)
    {
        _orders = new(() => Shape(
            @"(?<![\w/])(?:[A-Z]{2,6}[-/]?(?=[\d-/]{4,24}(?!\w))\d[\d-/]*\d|\#\d{3,20}(?!\w)"
                + @"|(?:{orders})\s{0,3}(?:{order-labels})?\s{0,3}[.:#]?\s{0,3}(?<n>[A-Z]{0,5}-?\d{5,20})(?!\w))", tables));
        _secrets = new(() => Shape(@"(\b(?:{secrets})\b\W{0,3}(?:\w+\W{1,3}){0,3}?)\d{3,8}\b", tables));
    }

    /// <summary>INV-2231, ORD20260101, #12345, "pesanan 8812345", a waybill such as JP1234567890.</summary>
    public IReadOnlyList<string> Orders(string text) => HasDigit(text) ? Found(_orders.Value.Matches(Head(text)).Select(Order)) : [];

    /// <summary>Digits, with a leading + where written.</summary>
    public static IReadOnlyList<string> Phones(string text) => HasDigit(text) ? Found(PhoneNumber.Find(Head(text))) : [];

    /// <summary>In lower case.</summary>
    public static IReadOnlyList<string> Emails(string text) => Found(EmailAddress.Find(Head(text)));

    /// <summary>The text without passwords and one-time codes, which stand as <c>[code]</c>.</summary>
    public string HideSecrets(string text) => HasDigit(text) ? _secrets.Value.Replace(text, "$1[code]") : text;

    private static string Order(Match match) =>
        (match.Groups["n"] is { Success: true } number ? number : match).Value.TrimStart('#').Trim();

    private static bool HasDigit(string text) => text.AsSpan().ContainsAnyInRange('0', '9');

    private static string Head(string text) => text.Length > MaxRead ? text[..MaxRead] : text;

    private static IReadOnlyList<string> Found(IEnumerable<string> found) =>
        [.. found.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxFound)];

    private static Regex Shape(string shape, LanguageTables tables) => TablePattern.Of(shape, Table, tables);
}
