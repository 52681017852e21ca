using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CxBot.Language.Contacts;
using CxBot.Language.Tables;

namespace CxBot.Language.Figures;

/// <summary>
/// Reads the facts of a text: amounts, dates, times, links and addresses. Tables: <c>units.txt</c>, <c>numbers.txt</c>. Pure; takes any
/// text.
/// </summary>
internal sealed partial class FactReader
{
    private const string Table = "units";

    private readonly NumberWords _numberWords;
    private readonly Regex _clock;
    private readonly Regex _number;
    private readonly Regex _range;
    private readonly Regex _both;

    public FactReader(LanguageTables tables)
    {
        Units = new Units(tables);
        _numberWords = new NumberWords(tables);
        _clock = TablePattern.Of(
            @"(?<![\d.,])(?<!(?:{currency})\.?\s?)(?:(?<h>[01]?\d|2[0-4])[.:](?<min>[0-5]\d)(?![\d%]|[.,]\d)(?:\s?(?<part>{day-parts})\b)?"
                + @"|(?<h>1[0-2]|0?[1-9])\s?(?<part>{day-parts})\b)", Table, tables);
        _number = TablePattern.Of(
            @"(?<rp>\b(?:{currency})\.?\s?)?(?<n>\d+(?:[.,]\d+)*)(?:\s?(?<times>{scales})\b)?"
                + @"(?:[\s-]?(?<unit>%|[\p{L}]+)(?:\s(?<second>[\p{L}]+))?)?", Table, tables);
        _range = TablePattern.Of(@"^\s*(?:-|–|—|{ranges})\s*$", Table, tables);
        _both = TablePattern.Of(@"^\s*(?:{both}|/)\s*$", Table, tables);
    }

    public Units Units { get; }

    public IReadOnlyList<Fact> Read(string text)
    {
        var facts = new List<Fact>();
        var rest = Valid(text).Normalize(NormalizationForm.FormKC);
        rest = Cut(rest, MarkdownLink(), m => facts.Add(new(Address(m.Groups[1].Value), "link")));
        rest = Cut(rest, EmailAddress.Pattern(), m => facts.Add(new(m.Value.ToLowerInvariant(), "email")));
        rest = Cut(rest, Link(), m => facts.Add(new(Address(m.Value), "link")));
        rest = Cut(rest, PhoneNumber.Pattern(), m => facts.Add(new(PhoneNumber.Dial(m.Value), "phone")));
        rest = Cut(rest, Date(), m => AddDate(facts, m));
        rest = Cut(rest, _clock, m => AddClock(facts, m));
        AddNumbers(facts, _numberWords.ToDigits(rest));
        return facts;
    }

    /// <summary>A lone surrogate or a code point without a meaning makes Normalize throw.</summary>
    private static string Valid(string text) =>
        string.Concat(text.EnumerateRunes()
            .Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)));

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
            if (bare.StartsWith(start, StringComparison.Ordinal))
                bare = bare[start.Length..];
        return bare.TrimEnd('/');
    }

    private static void AddDate(List<Fact> facts, Match date)
    {
        facts.Add(new(Plain(date.Groups["d"].Value), "month" + Plain(date.Groups["m"].Value)));
        if (date.Groups["y"] is { Success: true } year)
            facts.Add(new(year.Value, null));
    }

    private void AddClock(List<Fact> facts, Match clock)
    {
        var part = clock.Groups["part"];
        var hour = int.Parse(clock.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        if (part.Success)
            hour = Units.Hour(hour, part.Value);
        var minutes = clock.Groups["min"].Success ? clock.Groups["min"].Value : "00";
        facts.Add(new(string.Create(CultureInfo.InvariantCulture, $"{hour}:{minutes}"), "clock"));
        if (!part.Success && minutes == "00")
            facts.Add(new(hour.ToString(CultureInfo.InvariantCulture), null));
    }

    private void AddNumbers(List<Fact> facts, string text)
    {
        Fact? before = null;
        var end = 0;
        foreach (Match number in _number.Matches(text))
        {
            var fact = ReadNumber(number);
            var between = text[end..number.Index];
            if (before is { } first && _range.IsMatch(between) && (first.Unit is null || fact.Unit is null || first.Unit == fact.Unit))
            {
                // "3 sampai 14 hari" is one thing: neither end may be said alone.
                facts[^1] = fact = new($"{first.Value}-{fact.Value}", fact.Unit ?? first.Unit);
            }
            else
            {
                // "3 atau 5 hari": the unit belongs to both.
                if (before is { Unit: null } open && fact.Unit is not null && _both.IsMatch(between))
                    facts[^1] = open with { Unit = fact.Unit };
                facts.Add(fact);
            }

            (before, end) = (fact, End(number));
        }
    }

    /// <summary>Where the number ends: what follows it and is no unit belongs to the rest.</summary>
    private int End(Match number)
    {
        var last = Units.Of(number.Groups["unit"].Value, number.Groups["second"].Value) switch
        {
            null => number.Groups["times"] is { Success: true } times ? times : number.Groups["n"],
            "workday" => number.Groups["second"],
            _ => number.Groups["unit"],
        };
        return last.Index + last.Length;
    }

    private Fact ReadNumber(Match number)
    {
        var times = Units.Scale(number.Groups["times"].Value);
        var unit = Units.Of(number.Groups["unit"].Value, number.Groups["second"].Value);
        if (unit is null && (number.Groups["rp"].Success || times > 1))
            unit = "rp";
        return new(Plain(Value(number.Groups["n"].Value) * times), unit);
    }

    private static decimal Value(string digits)
    {
        // Thousands come in threes; anything else after a point or comma is a part of one.
        var bare = Thousands().IsMatch(digits)
            ? digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            : digits.Replace(',', '.');
        return decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : -1;
    }

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Plain(string digits) => digits.TrimStart('0');

    [GeneratedRegex(@"\]\(\s*([^)\s]+)[^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(
        @"(?:\b[a-z][a-z0-9+.-]{1,20}:(?://)?[^\s<>""]{2,}|\bwww\.[^\s<>""]+"
            + @"|(?<![\w@.])(?:[\p{L}\d](?:[\p{L}\d-]{0,62})\.)+[a-z]{2,24}(?![\w])(?:[/?#:][^\s<>""]*)?)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\d)(?<d>0?[1-9]|[12]\d|3[01])[/-](?<m>0?[1-9]|1[0-2])(?:[/-](?<y>\d{4}))(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
