using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using CxBot.Language;

namespace CxBot.Answering.Claims;

/// <summary>Reads the facts of a text, in Indonesian and English. Pure; takes any text.</summary>
internal static partial class FactReader
{
    public static IReadOnlyList<Fact> Read(string text)
    {
        var facts = new List<Fact>();
        var rest = Valid(text).Normalize(NormalizationForm.FormKC);
        rest = Cut(rest, MarkdownLink(), m => facts.Add(new(Address(m.Groups[1].Value), "link")));
        rest = Cut(rest, Email(), m => facts.Add(new(m.Value.ToLowerInvariant(), "email")));
        rest = Cut(rest, Link(), m => facts.Add(new(Address(m.Value), "link")));
        rest = Cut(rest, Phone(), m => facts.Add(new(PhoneDigits(m.Value), "phone")));
        rest = Cut(rest, Date(), m => AddDate(facts, m));
        rest = Cut(rest, Clock(), m => AddClock(facts, m));
        AddNumbers(facts, NumberWords.ToDigits(rest));
        return facts;
    }

    /// <summary>A lone surrogate or a code point without a meaning makes Normalize throw.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)));

    private static string Cut(string text, Regex what, Action<Match> found) => what.Replace(text, m =>
    {
        found(m);
        return " ; ";
    });

    /// <summary>Links are the same without scheme, www, a last slash and the punctuation after them.</summary>
    private static string Address(string link)
    {
        var bare = link.Trim().Trim('<', '>').TrimEnd('.', ',', ')', ';', ':', '!', '?', '"', '\'', '*', '_').ToLowerInvariant();
        foreach (var start in (string[])["https://", "http://", "www."])
            if (bare.StartsWith(start, StringComparison.Ordinal)) bare = bare[start.Length..];
        return bare.TrimEnd('/');
    }

    private static string PhoneDigits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.StartsWith("62", StringComparison.Ordinal) ? "0" + digits[2..] : digits;
    }

    private static void AddDate(List<Fact> facts, Match date)
    {
        facts.Add(new(Plain(date.Groups["d"].Value), "month" + Plain(date.Groups["m"].Value)));
        if (date.Groups["y"] is { Success: true } year) facts.Add(new(year.Value, null));
    }

    private static void AddClock(List<Fact> facts, Match clock)
    {
        var hour = int.Parse(clock.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var part = clock.Groups["part"].Value.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal);
        if (part is "pm" or "sore" or "malam" && hour < 12) hour += 12;
        else if (part is "siang" && hour < 6) hour += 12;
        else if (part is "am" && hour == 12) hour = 0;
        facts.Add(new(string.Create(CultureInfo.InvariantCulture, $"{hour}:{(clock.Groups["min"].Success ? clock.Groups["min"].Value : "00")}"), "clock"));
        if (part.Length == 0 && clock.Groups["min"].Value == "00") facts.Add(new(hour.ToString(CultureInfo.InvariantCulture), null));
    }

    private static void AddNumbers(List<Fact> facts, string text)
    {
        Fact? before = null;
        var end = 0;
        foreach (Match number in Number().Matches(text))
        {
            var fact = Read(number);
            var between = text[end..number.Index];
            if (before is { } first && Range().IsMatch(between) && (first.Unit is null || fact.Unit is null || first.Unit == fact.Unit))
            {
                // "3 sampai 14 hari" is one thing: neither end may be said alone.
                facts[^1] = fact = new($"{first.Value}-{fact.Value}", fact.Unit ?? first.Unit);
            }
            else
            {
                // "3 atau 5 hari": the unit belongs to both.
                if (before is { Unit: null } open && fact.Unit is not null && Both().IsMatch(between)) facts[^1] = open with { Unit = fact.Unit };
                facts.Add(fact);
            }
            (before, end) = (fact, End(number));
        }
    }

    /// <summary>Where the number ends: what follows it and is no unit belongs to the rest.</summary>
    private static int End(Match number)
    {
        var last = Units.Of(number.Groups["unit"].Value, number.Groups["second"].Value) switch
        {
            null => number.Groups["times"] is { Success: true } times ? times : number.Groups["n"],
            "workday" => number.Groups["second"],
            _ => number.Groups["unit"],
        };
        return last.Index + last.Length;
    }

    private static Fact Read(Match number)
    {
        var value = Value(number.Groups["n"].Value);
        var times = number.Groups["times"].Value.ToLowerInvariant() switch
        {
            "ribu" or "rb" or "k" or "thousand" => 1_000m,
            "juta" or "jt" or "million" => 1_000_000m,
            "miliar" or "milyar" or "billion" => 1_000_000_000m,
            _ => 1m,
        };
        var unit = Units.Of(number.Groups["unit"].Value, number.Groups["second"].Value);
        if (unit is null && (number.Groups["rp"].Success || times > 1)) unit = "rp";
        return new(Plain(value * times), unit);
    }

    private static decimal Value(string digits)
    {
        // Thousands come in threes; anything else after a point or comma is a part of one.
        var bare = Thousands().IsMatch(digits) ? digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) : digits.Replace(',', '.');
        return decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Plain(string digits) => digits.TrimStart('0');

    [GeneratedRegex(@"\]\(\s*([^)\s]+)[^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"[\w.%+-]{1,64}@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?:\b[a-z][a-z0-9+.-]{1,20}:(?://)?[^\s<>""]{2,}|\bwww\.[^\s<>""]+|(?<![\w@.])(?:[\p{L}\d](?:[\p{L}\d-]{0,62})\.)+[a-z]{2,24}(?![\w])(?:[/?#:][^\s<>""]*)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w+.,])(?:\+\d{1,3}|62|0)[\s().-]{0,2}\d{2,4}(?:[\s().-]{0,2}\d{2,5}){1,3}(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<!\d)(?<d>0?[1-9]|[12]\d|3[01])[/-](?<m>0?[1-9]|1[0-2])(?:[/-](?<y>\d{4}))(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<![\d.,])(?<!rp\.?\s?)(?:(?<h>[01]?\d|2[0-4])[.:](?<min>[0-5]\d)(?![\d%]|[.,]\d)(?:\s?(?<part>a\.?m\.?|p\.?m\.?|pagi|siang|sore|malam)\b)?|(?<h>1[0-2]|0?[1-9])\s?(?<part>a\.?m\.?|p\.?m\.?|pagi|siang|sore|malam)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<rp>\b(?:rp|idr)\.?\s?)?(?<n>\d+(?:[.,]\d+)*)(?:\s?(?<times>ribu|rb|juta|jt|miliar|milyar|k|thousand|million|billion)\b)?(?:[\s-]?(?<unit>%|[\p{L}]+)(?:\s(?<second>[\p{L}]+))?)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^\s*(?:-|–|—|s/d|sd|sampai|hingga|to|until|through)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\s*(?:dan|atau|and|or|/)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Both();
}
