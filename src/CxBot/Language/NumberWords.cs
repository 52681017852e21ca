using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CxBot.Language;

/// <summary>Numbers that are written out, as digits: "empat belas hari", "seminggu", "three weeks". Pure.</summary>
internal static partial class NumberWords
{
    private static readonly FrozenDictionary<string, int> Ones = Numbered(
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas", "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");

    private static readonly FrozenDictionary<string, int> Tens = new Dictionary<string, int>
    {
        ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string ToDigits(string text) => Single().Replace(English().Replace(Indonesian().Replace(OneUnit().Replace(text, "1 $1"), InIndonesian), InEnglish), "1 $1");

    private static string InIndonesian(Match m)
    {
        var one = Ones[m.Groups["one"].Value];
        var value = m.Groups["form"].Value.ToLowerInvariant() switch
        {
            "belas" => 10 + one,
            "puluh" => (10 * one) + (m.Groups["rest"].Success ? Ones[m.Groups["rest"].Value] : 0),
            "ratus" => 100 * one,
            _ => one,
        };
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static string InEnglish(Match m)
    {
        var value = m.Groups["tens"].Success ? Tens[m.Groups["tens"].Value] + (m.Groups["rest"].Success ? Ones[m.Groups["rest"].Value] : 0) : Ones[m.Groups["one"].Value];
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static FrozenDictionary<string, int> Numbered(params string[] languages) =>
        languages.SelectMany(l => l.Split(' ').Select((word, at) => (word, at))).ToFrozenDictionary(p => p.word, p => p.at, StringComparer.OrdinalIgnoreCase);

    // "satu" and "one" alone count nothing ("salah satu", "the one"): only before a unit.
    [GeneratedRegex(@"\bse(hari|minggu|pekan|bulan|tahun|jam|menit|kali|juta|ribu)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneUnit();

    [GeneratedRegex(@"\b(?:satu|one|a|an)\s(hari|minggu|pekan|bulan|tahun|jam|menit|kali|juta|ribu|day|week|month|year|hour|minute|million|thousand|working|business)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Single();

    [GeneratedRegex(@"\b(?<one>satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\s(?<form>belas|puluh|ratus)\b(?:\s(?<rest>satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b)?|\b(?<one>dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Indonesian();

    [GeneratedRegex(@"\b(?<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?<rest>one|two|three|four|five|six|seven|eight|nine)\b)?|\b(?<one>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex English();
}
