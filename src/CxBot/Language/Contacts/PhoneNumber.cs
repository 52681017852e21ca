using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace CxBot.Language.Contacts;

/// <summary>A phone number in one form, however it was written. Without a country it is Indonesian.</summary>
/// <param name="E164">As ITU-T E.164 has it: <c>+6281234567890</c>.</param>
public readonly partial record struct PhoneNumber(string E164)
{
    private const string Region = "ID";
    private const string Country = "62";

    // Indonesian numbers have 8 digits at least, and E.164 ends at 15; with the sign or the trunk's 0 that is one more.
    private const int MinLength = 9;
    private const int MaxLength = 16;

    private const int MinDigitsToSearch = 5;

    /// <summary>The digits, the country's first: how WhatsApp names who writes.</summary>
    public string Digits => E164[1..];

    /// <summary>As it is dialled here: <c>081234567890</c>, or with the country's digits for one of another country.</summary>
    public string Dialled => AtHome(Digits);

    /// <summary>The number that a text is, in any way of writing; null where it can be none.</summary>
    public static PhoneNumber? Read(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length is < MinDigitsToSearch or > MaxLength)
            return null;
        try
        {
            // Loaded with the first number: its patterns of all countries take a moment.
            var numbers = PhoneNumberUtil.GetInstance();
            var read = numbers.Parse(digits[0] == '0' ? digits : "+" + digits, Region);
            return numbers.IsPossibleNumber(read) ? new PhoneNumber(numbers.Format(read, PhoneNumberFormat.E164)) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>What is dialled for a number that stands in a text, whether it can be one or is too short for it.</summary>
    internal static string Dial(string written) => Read(written)?.Dialled ?? AtHome(string.Concat(written.Where(char.IsAsciiDigit)));

    /// <summary>
    /// The digits of a number, the country's first, whether it can be one or not: by them two ways of writing are compared.
    /// </summary>
    public static string DigitsOf(string written)
    {
        if (Read(written) is { } number)
            return number.Digits;
        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        return digits.StartsWith('0') ? Country + digits[1..] : digits;
    }

    /// <summary>Whether the text is written as a number that a customer leaves, and is nothing else.</summary>
    public static bool IsWritten(string text) => Written().IsMatch(text);

    /// <summary>
    /// The own digits of a number or a part of one, without the country's and the trunk's: 0812, +62 812 and 62 (0)812 are one.
    /// </summary>
    /// <returns>Null where there are letters in it, or too few digits to search by.</returns>
    public static string? OwnDigits(string sought)
    {
        if (sought.Any(char.IsLetter))
            return null;
        var digits = string.Concat(sought.Where(char.IsDigit).Select(c => CharUnicodeInfo.GetDecimalDigitValue(c))).TrimStart('0');
        var own = digits.StartsWith(Country, StringComparison.Ordinal) ? digits[Country.Length..].TrimStart('0') : digits;
        return own.Length >= MinDigitsToSearch ? own : digits.Length >= MinDigitsToSearch ? digits : null;
    }

    /// <summary>The numbers in a text, as written but for blanks and signs: digits, with a leading + where there is one.</summary>
    internal static IEnumerable<string> Find(string text) => Pattern().Matches(text)
        .Select(m => string.Concat(m.Value.Where(c => char.IsAsciiDigit(c) || c == '+')))
        .Where(p => p.Length is >= MinLength and <= MaxLength && Read(p) is not null);

    private static string AtHome(string digits) =>
        digits.StartsWith(Country, StringComparison.Ordinal) ? "0" + digits[Country.Length..] : digits;

    /// <summary>
    /// Where a number may stand in a text: with a country's digits or the trunk's 0. Behind a point or comma it is a part of an amount.
    /// </summary>
    [GeneratedRegex(
        @"(?<![\w+]|\d[.,])(?:\+\d{1,3}|62|0)[\s().-]{0,2}\d{2,4}(?:[\s().-]{0,2}\d{2,5}){1,3}(?!\w)",
        RegexOptions.CultureInvariant)]
    internal static partial Regex Pattern();

    [GeneratedRegex(@"^\+?[0-9][0-9 ().\-]{6,20}$")]
    private static partial Regex Written();
}
