using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using CxBot.Language.Tables;

namespace CxBot.Language.Figures;

/// <summary>Numbers that are written out, as digits: "empat belas hari", "seminggu", "three weeks". Table: <c>numbers.txt</c>.</summary>
internal sealed class NumberWords
{
    private const string Table = "numbers";
    private const int MaxRest = 9;

    private readonly FrozenDictionary<string, int> _ones;
    private readonly FrozenDictionary<string, int> _tens;
    private readonly FrozenDictionary<string, string> _forms;
    private readonly Regex _oneBeginning;
    private readonly Regex _oneAlone;
    private readonly Regex[] _written;

    public NumberWords(LanguageTables tables)
    {
        _ones = Counted(tables, "ones", at => at);
        _tens = Counted(tables, "tens", at => (at + 2) * 10);
        _forms = tables.Meanings(Table, "forms");
        _oneBeginning = TablePattern.Of(@"\b(?:{one-beginning})({counted})\b", Table, tables);
        // "satu" and "one" alone count nothing ("salah satu", "the one"): only before a unit.
        _oneAlone = TablePattern.Of(@"\b(?:{one})\s({counted})\b", Table, tables);
        _written = [.. tables.Languages.Select(language => Written(tables, language)).OfType<Regex>()];
    }

    /// <summary>The text with digits where numbers are written out.</summary>
    public string ToDigits(string text) =>
        _oneAlone.Replace(_written.Aggregate(_oneBeginning.Replace(text, "1 $1"), (read, written) => written.Replace(read, Value)), "1 $1");

    private string Value(Match match)
    {
        var rest = match.Groups["rest"] is { Success: true } after ? _ones[after.Value] : 0;
        if (match.Groups["tens"] is { Success: true } tens)
            return Text(_tens[tens.Value] + rest);
        var one = _ones[match.Groups["one"].Value];
        var form = match.Groups["form"] is { Success: true } part ? _forms[part.Value] : "+0";
        var by = int.Parse(form.AsSpan(1), CultureInfo.InvariantCulture);
        return Text(form[0] == '*' ? (one * by) + (by == 10 ? rest : 0) : one + by);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The numbers of one language: "dua puluh lima", "twenty-five", or one word from two upwards.</summary>
    private static Regex? Written(LanguageTables tables, string language)
    {
        TableEntry[] Of(string section) => [.. tables.Entries(Table, section).Where(e => e.Language == language)];
        var ones = Of("ones");
        if (ones.Length == 0)
            return null;
        var digits = TablePattern.AnyOf(ones[1..(MaxRest + 1)]);
        var shapes = new List<string>();
        if (Of("forms") is { Length: > 0 } forms)
            shapes.Add($@"\b(?<one>{digits})\s(?<form>{TablePattern.AnyOf(forms)})\b(?:\s(?<rest>{digits})\b)?");
        if (Of("tens") is { Length: > 0 } tens)
            shapes.Add($@"\b(?<tens>{TablePattern.AnyOf(tens)})(?:[\s-](?<rest>{digits})\b)?");
        shapes.Add($@"\b(?<one>{TablePattern.AnyOf(ones[2..])})\b");
        return new Regex(string.Join('|', shapes), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static FrozenDictionary<string, int> Counted(LanguageTables tables, string section, Func<int, int> value) => tables.Languages
        .Select(language => tables.Entries(Table, section).Where(e => e.Language == language))
        .SelectMany(entries => entries.Select((entry, at) => (entry.Text, Value: value(at))))
        .DistinctBy(p => p.Text).ToFrozenDictionary(p => p.Text, p => p.Value, StringComparer.OrdinalIgnoreCase);
}
