using CsCheck;
using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

/// <summary>Tables of every kind of column, with the texts that writers and readers of files trip over.</summary>
internal static class RandomTables
{
    public static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("teks", ColumnKind.Text), new("jumlah", ColumnKind.WholeNumber), new("bagian", ColumnKind.DecimalNumber),
        new("waktu", ColumnKind.Time), new("lama", ColumnKind.Duration), new("ya", ColumnKind.YesOrNo), new("kata, \"lain\"", ColumnKind.Text),
    ];

    private static readonly string[] Bits = ["", "a", " ", "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "=1+1", "+62812", "-5", "@x", "-", "'",
        "\0", "\uD83D", "\uDE00", "😀", "é", "e\u0301", "\u202E", "\uFEFF", "＝1", "|", "\\", "null", "1,5", "kata"];

    public static readonly Gen<string> Text =
        Gen.OneOf(Gen.OneOf(Bits).Array[0, 6].Select(string.Concat), Gen.String);

    private static readonly Gen<DateTimeOffset> Time = Gen.Select(
        Gen.Long[new DateTime(1, 1, 2).Ticks / 10, new DateTime(2100, 1, 1).Ticks / 10], Gen.Int[-14 * 4, 14 * 4], (micros, quarters) =>
            new DateTimeOffset(micros * 10, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(15 * quarters)));

    private static readonly Gen<IReadOnlyList<object?>> Row = Gen.Select(
        Cell(Text), Cell(Gen.Long), Cell(Gen.Double), Cell(Time),
        Cell(Gen.Long[-1_000_000_000, 1_000_000_000].Select(ms => TimeSpan.FromMilliseconds(ms))), Cell(Gen.Bool), Cell(Text),
        (a, b, c, d, e, f, g) => (IReadOnlyList<object?>)[a, b, c, d, e, f, g]);

    public static readonly Gen<IReadOnlyList<object?>[]> Rows = Row.Array[0, 30];

    public static ExportTable Of(IReadOnlyList<IReadOnlyList<object?>> rows) => new(Columns, rows.ToAsyncEnumerable());

    public static ExportTable OfTexts(IEnumerable<string?> texts) =>
        new([new("teks", ColumnKind.Text)], texts.Select(text => (IReadOnlyList<object?>)[text]).ToAsyncEnumerable());

    private static Gen<object?> Cell<T>(Gen<T> value) => Gen.Select(Gen.Int[0, 5], value, (way, some) => way == 0 ? null : (object?)some);
}
