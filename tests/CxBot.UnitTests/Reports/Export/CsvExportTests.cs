using System.Globalization;
using System.Text;
using CsCheck;
using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

public sealed class CsvExportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(7));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_what_RFC_4180_says()
    {
        var table = RandomTables.Of([
            ["a \"b\", c\nd 😀", -5L, -0.5, Noon, TimeSpan.FromSeconds(90.9), true, ""],
            [null, null, double.NaN, Noon.AddMilliseconds(250).ToOffset(TimeSpan.FromMinutes(-210)), TimeSpan.FromSeconds(-3), false, "=1"],
        ]);
        Assert.Equal(
            "\"teks\",\"jumlah\",\"bagian\",\"waktu\",\"lama\",\"ya\",\"kata, \"\"lain\"\"\"\r\n"
            + "\"a \"\"b\"\", c\nd 😀\",-5,-0.5,2026-11-30T12:00:00+07:00,90,true,\"\"\r\n"
            + ",,,2026-11-30T01:30:00.25-03:30,-3,false,\"'=1\"\r\n",
            Encoding.UTF8.GetString(await BytesAsync(table, CsvForm.Rfc4180)));
    }

    [Fact]
    public async Task A_spreadsheet_gets_a_mark_semicolons_and_decimal_commas()
    {
        var table = new ExportTable(
            [new("nama", ColumnKind.Text), new("bagian", ColumnKind.DecimalNumber)],
            new IReadOnlyList<object?>[] { ["a;b", -1234.5] }.ToAsyncEnumerable());
        var bytes = await BytesAsync(table, CsvForm.Spreadsheet);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'"'], bytes[..4]);
        Assert.Equal("\"nama\";\"bagian\"\r\n\"a;b\";-1234,5\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task A_row_of_nothing_is_a_row_all_the_same()
    {
        Assert.Equal("\"teks\"\r\n\"\"\r\n\"a\"\r\n", Encoding.UTF8.GetString(
            await BytesAsync(RandomTables.OfTexts([null, "a"]), CsvForm.Rfc4180)));
    }

    [Theory]
    [InlineData(CsvForm.Rfc4180)]
    [InlineData(CsvForm.Spreadsheet)]
    public void Another_reader_reads_every_cell_back(CsvForm form) => RandomTables.Rows.Sample(rows =>
    {
        var read = ReadAsync(RandomTables.Of(rows), form).GetAwaiter().GetResult();
        Assert.Equal(RandomTables.Columns.Select(column => column.Name), read[0]);
        Assert.Equal(rows.Select(row => row.Select(cell => (object?)Written(cell, form)).ToArray()), read.Skip(1));
    }, iter: 60, threads: 1);

    [Fact]
    public async Task Hostile_texts_come_back_as_they_are_but_for_what_makes_them_inert()
    {
        var texts = HostileInputs.Lines("strings").Concat(HostileInputs.Lines("xss")).Concat(HostileInputs.Lines("sqli")).ToArray();
        var read = await ReadAsync(RandomTables.OfTexts(texts), CsvForm.Rfc4180);
        Assert.Equal(texts.Select(text => CsvText.Inert(ExportText.Clean(text))), read.Skip(1).Select(cells => cells[0]));
    }

    private static string? Written(object? cell, CsvForm form) => cell switch
    {
        null or double.NaN or double.PositiveInfinity or double.NegativeInfinity => null,
        string text => CsvText.Inert(ExportText.Clean(text)),
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace('.', form == CsvForm.Spreadsheet ? ',' : '.'),
        TimeSpan duration => Math.Truncate(duration.TotalMilliseconds / 1_000).ToString("0", CultureInfo.InvariantCulture),
        DateTimeOffset time => ExportTime.Iso(time),
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };

    /// <summary>As DuckDB reads it, the head with it.</summary>
    private static async Task<IReadOnlyList<object?[]>> ReadAsync(ExportTable table, CsvForm form)
    {
        var columns = string.Join(", ", table.Columns.Select((_, i) => $"'c{i}': 'VARCHAR'"));
        var separator = form == CsvForm.Spreadsheet ? ';' : ',';
        return await DuckDb.AskAsync(
            await BytesAsync(table, form),
            $$"""
            FROM read_csv('{file}', columns = { {{columns}} }, auto_detect = false, header = false, delim = '{{separator}}', quote = '"',
                escape = '"', new_line = '\r\n', nullstr = '', allow_quoted_nulls = false, parallel = false)
            """, Token);
    }

    private static async Task<byte[]> BytesAsync(ExportTable table, CsvForm form)
    {
        using var output = new MemoryStream();
        await CsvExport.WriteAsync(table, form, output, Token);
        return output.ToArray();
    }
}
