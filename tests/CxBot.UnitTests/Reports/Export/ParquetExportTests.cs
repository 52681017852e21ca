using CsCheck;
using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

public sealed class ParquetExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void DuckDB_reads_every_cell_back() => RandomTables.Rows.Sample(rows =>
    {
        var read = AskAsync(
            RandomTables.Of(rows),
            "SELECT teks, jumlah, bagian, epoch_us(waktu), lama, ya, \"kata, \"\"lain\"\"\" FROM read_parquet('{file}')").GetAwaiter().GetResult();
        Assert.Equal(rows.Select(row => row.Select(Plain).ToArray()), read);
    }, iter: 60, threads: 1);

    [Fact]
    public async Task DuckDB_finds_the_same_kinds_and_sums_over_several_row_groups()
    {
        const int rows = (2 * ParquetExport.MaxGroupRows) + 7;
        var all = Enumerable.Range(0, rows).Select(Row).ToArray();
        var bytes = await BytesAsync(RandomTables.Of(all));
        Assert.Equal(
            [["VARCHAR", "BIGINT", "DOUBLE", "TIMESTAMP WITH TIME ZONE", "BIGINT", "BOOLEAN"]],
            await DuckDb.AskAsync(
                bytes, "SELECT typeof(teks), typeof(jumlah), typeof(bagian), typeof(waktu), typeof(lama), typeof(ya) FROM '{file}' LIMIT 1", Token));
        var sums = Assert.Single(await DuckDb.AskAsync(
            bytes,
            """
            SELECT count(*), count(jumlah), sum(jumlah)::BIGINT, sum(bagian), sum(lama)::BIGINT, count(*) FILTER (ya),
                count(*) FILTER (teks = 'kata 3'), max(epoch_us(waktu)), sum(length(teks))::BIGINT
            FROM '{file}'
            """, Token));
        Assert.Equal(
            [
                (long)rows, all.LongCount(row => row[1] is not null), all.Sum(row => (long?)row[1]), all.Sum(row => (double?)row[2]),
                all.Sum(row => (long)((TimeSpan)row[4]!).TotalSeconds), all.LongCount(row => row[5] is true),
                all.LongCount(row => row[0] is "kata 3"), all.Max(row => Microseconds((DateTimeOffset)row[3]!)),
                all.Sum(row => (long)((string)row[0]!).Length),
            ],
            sums);
        Assert.Equal(
            [(long)ParquetExport.MaxGroupRows, (long)ParquetExport.MaxGroupRows, 7L],
            (await DuckDb.AskAsync(
                bytes, "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('{file}') ORDER BY 1", Token)).Select(group => group[1]));
    }

    [Fact]
    public async Task Long_texts_make_small_groups()
    {
        var text = new string('x', ParquetExport.MaxGroupText / 4);
        var bytes = await BytesAsync(RandomTables.OfTexts(Enumerable.Repeat(text, 10)));
        Assert.Equal([[3L]], await DuckDb.AskAsync(bytes, "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{file}')", Token));
    }

    [Fact]
    public async Task A_table_without_rows_is_a_file_all_the_same() =>
        Assert.Equal([[0L]], await AskAsync(RandomTables.Of([]), "SELECT count(*) FROM '{file}'"));

    [Fact]
    public async Task Hostile_texts_come_back_as_they_are_and_are_found_by_themselves()
    {
        var texts = HostileInputs.Lines("strings").Concat(HostileInputs.Lines("xss")).Append("\0").Append("\uD83D").Append("").ToArray();
        var bytes = await BytesAsync(RandomTables.OfTexts(texts));
        var read = await DuckDb.AskAsync(bytes, "SELECT teks FROM '{file}'", Token);
        Assert.Equal(texts.Select(text => (object?)ExportText.Clean(text)), read.Select(row => row[0]));
        // A reader leaves out groups whose smallest and greatest text do not reach to what is asked.
        Assert.Equal([[0L]], await DuckDb.AskAsync(
            bytes, "SELECT count(*) FROM '{file}' a WHERE NOT EXISTS (SELECT 1 FROM '{file}' b WHERE b.teks = a.teks)", Token));
        foreach (var text in texts.Where(text => !text.Contains('\'', StringComparison.Ordinal)).Take(40))
            Assert.True(
                0 < (long)(await DuckDb.AskAsync(bytes, $"SELECT count(*) FROM '{{file}}' WHERE teks = '{ExportText.Clean(text)}'", Token))[0][0]!, text);
    }

    private static IReadOnlyList<object?> Row(int i) =>
    [
        $"kata {i % 7}", i % 3 == 0 ? null : (long)i * 1_000_003, i / 4.0, DateTimeOffset.UnixEpoch.AddHours(i).ToOffset(TimeSpan.FromHours(i % 14)),
        TimeSpan.FromSeconds(i), i % 2 == 0, "",
    ];

    private static object? Plain(object? cell) => cell switch
    {
        double number when !double.IsFinite(number) => null,
        string text => ExportText.Clean(text),
        TimeSpan duration => (long)Math.Truncate(duration.TotalMilliseconds / 1_000),
        DateTimeOffset time => Microseconds(time),
        _ => cell,
    };

    private static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    private static async Task<IReadOnlyList<object?[]>> AskAsync(ExportTable table, string sql) =>
        await DuckDb.AskAsync(await BytesAsync(table), sql, Token);

    private static async Task<byte[]> BytesAsync(ExportTable table)
    {
        using var output = new MemoryStream();
        await ParquetExport.WriteAsync(table, output, Token);
        return output.ToArray();
    }
}
