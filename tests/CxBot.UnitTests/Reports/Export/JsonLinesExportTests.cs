using System.Text;
using System.Text.Json;
using CsCheck;
using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

public sealed class JsonLinesExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_an_object_on_a_line_of_its_own()
    {
        var table = new ExportTable(
            [
                new("teks", ColumnKind.Text), new("jumlah", ColumnKind.WholeNumber), new("bagian", ColumnKind.DecimalNumber),
                new("waktu", ColumnKind.Time), new("lama", ColumnKind.Duration), new("ya", ColumnKind.YesOrNo),
            ],
            new IReadOnlyList<object?>[]
            {
                ["=a\nb", long.MaxValue, 0.1, new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(7)), TimeSpan.FromMinutes(2), true],
                [null, null, double.PositiveInfinity, null, null, null],
            }.ToAsyncEnumerable());
        Assert.Equal(
            """
            {"teks":"=a\nb","jumlah":9223372036854775807,"bagian":0.1,"waktu":"2026-11-30T12:00:00\u002B07:00","lama":120,"ya":true}
            {"teks":null,"jumlah":null,"bagian":null,"waktu":null,"lama":null,"ya":null}

            """,
            Encoding.UTF8.GetString(await BytesAsync(table)));
    }

    [Fact]
    public void Every_cell_is_read_back() => RandomTables.Rows.Sample(rows =>
    {
        var lines = Encoding.UTF8.GetString(BytesAsync(RandomTables.Of(rows)).GetAwaiter().GetResult()).Split('\n')[..^1];
        Assert.Equal(rows.Length, lines.Length);
        foreach (var (row, line) in rows.Zip(lines))
        {
            using var json = JsonDocument.Parse(line);
            foreach (var (column, cell) in RandomTables.Columns.Zip(row))
                Assert.Equal(Plain(cell), Read(json.RootElement.GetProperty(column.Name), Plain(cell)));
        }
    }, iter: 300);

    [Fact]
    public async Task Hostile_texts_come_back_as_they_are()
    {
        var texts = HostileInputs.Lines("strings").Concat(HostileInputs.Lines("xss")).Append("\0").Append("\uD83D").ToArray();
        var lines = Encoding.UTF8.GetString(await BytesAsync(RandomTables.OfTexts(texts))).Split('\n')[..^1];
        Assert.Equal(texts.Select(ExportText.Clean), lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("teks").GetString()));
    }

    private static object? Plain(object? cell) => cell switch
    {
        double number when !double.IsFinite(number) => null,
        string text => ExportText.Clean(text),
        TimeSpan duration => (long)Math.Truncate(duration.TotalMilliseconds / 1_000),
        _ => cell,
    };

    private static object? Read(JsonElement json, object? wanted) => wanted switch
    {
        null => json.ValueKind == JsonValueKind.Null ? null : json.GetRawText(),
        string => json.GetString(),
        double => json.GetDouble(),
        bool => json.GetBoolean(),
        DateTimeOffset => json.GetDateTimeOffset(),
        _ => json.GetInt64(),
    };

    private static async Task<byte[]> BytesAsync(ExportTable table)
    {
        using var output = new MemoryStream();
        await JsonLinesExport.WriteAsync(table, output, Token);
        return output.ToArray();
    }
}
