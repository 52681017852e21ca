using System.Collections.Frozen;

namespace CxBot.Language;

/// <summary>What numbers count, under one name in both languages.</summary>
internal static class Units
{
    private const string Table = """
        day: hari day days
        week: minggu pekan week weeks
        month: bulan month months
        year: tahun year years thn
        hour: jam hour hours
        minute: menit minute minutes min
        second: detik second seconds
        kg: kg kilo kilogram kilograms
        gram: g gr gram grams
        cm: cm sentimeter centimeter centimeters
        litre: liter litre litres l
        ml: ml
        percent: % persen percent
        rp: rupiah idr
        usd: dollar dollars usd dolar
        point: poin point points
        piece: buah pcs pc piece pieces item items barang produk
        times: kali times x
        month1: januari january jan
        month2: februari february feb
        month3: maret march mar
        month4: april apr
        month5: mei may
        month6: juni june jun
        month7: juli july jul
        month8: agustus august agu aug
        month9: september sep
        month10: oktober october okt oct
        month11: november nov
        month12: desember december des dec
        """;

    private static readonly FrozenDictionary<string, string> Names = Table.Split('\n')
        .Select(line => line.Split(':', 2)).SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word: word.Trim(), unit: parts[0].Trim())))
        .ToFrozenDictionary(p => p.word, p => p.unit, StringComparer.OrdinalIgnoreCase);

    /// <param name="word">What follows the number.</param>
    /// <param name="next">What follows that: a day that is worked is another than one that is not.</param>
    public static string? Of(string word, string next) =>
        IsWorked(word) && Names.GetValueOrDefault(next) == "day" ? "workday"
        : Names.GetValueOrDefault(word) is not { } unit ? null
        : unit == "day" && IsWorked(next) ? "workday" : unit;

    private static bool IsWorked(string word) => word.ToLowerInvariant() is "kerja" or "working" or "business" or "work";
}
