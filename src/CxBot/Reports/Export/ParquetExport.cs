using Parquet;
using Parquet.Schema;

namespace CxBot.Reports.Export;

/// <summary>
/// A table as Parquet, in row groups that bound what is held of it. Texts are UTF-8, times moments in UTC to the microsecond, durations
/// whole seconds; every column may be null.
/// </summary>
public static class ParquetExport
{
    /// <summary>The most rows in a group.</summary>
    public const int MaxGroupRows = 20_000;

    /// <summary>
    /// After so many characters of text a group is written, however few its rows: a customer may have written 10,000 words.
    /// </summary>
    public const int MaxGroupText = 8_000_000;

    public static async Task WriteAsync(ExportTable table, Stream output, CancellationToken cancellationToken)
    {
        var fields = table.Columns.Select(column => Field(column.Name, column.Kind)).ToArray();
        using var buffer = new PassingBuffer(output);
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), buffer, cancellationToken: cancellationToken);
        var (rows, text) = (new List<object?[]>(), 0);
        await foreach (var row in table.RowsAsync(cancellationToken))
        {
            rows.Add(row);
            text += row.Sum(cell => cell is string { Length: var length } ? length : 0);
            if (rows.Count < MaxGroupRows && text < MaxGroupText)
                continue;
            await WriteGroupAsync(writer, fields, rows, cancellationToken);
            await buffer.PassOnAsync(cancellationToken);
            rows.Clear();
            text = 0;
        }
        if (rows.Count > 0)
            await WriteGroupAsync(writer, fields, rows, cancellationToken);
        // This writes the end of the file, without which nobody reads it: what was broken off must not pass for the whole.
        await writer.DisposeAsync();
        await buffer.PassOnAsync(cancellationToken);
    }

    private static DataField Field(string name, ColumnKind kind) => kind switch
    {
        ColumnKind.Text => new DataField<string>(name, nullable: true),
        ColumnKind.DecimalNumber => new DataField<double?>(name),
        ColumnKind.Time => new DateTimeDataField(name, DateTimeFormat.Timestamp, unit: DateTimeTimeUnit.Micros, isNullable: true),
        ColumnKind.YesOrNo => new DataField<bool?>(name),
        _ => new DataField<long?>(name),
    };

    private static async Task WriteGroupAsync(
        ParquetWriter writer, DataField[] fields, List<object?[]> rows, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
            await WriteColumnAsync(group, fields[i], [.. rows.Select(row => row[i])], cancellationToken);
    }

    private static Task WriteColumnAsync(
        ParquetRowGroupWriter group, DataField field, object?[] cells, CancellationToken cancellationToken)
    {
        if (field.ClrType == typeof(double))
            return WriteAsync<double>();
        if (field.ClrType == typeof(bool))
            return WriteAsync<bool>();
        if (field.ClrType == typeof(long))
            return WriteAsync<long>();
        if (field.ClrType != typeof(DateTime))
            return group.WriteAsync(field, Array.ConvertAll(cells, cell => (string?)cell));
        cells = Array.ConvertAll(cells, cell => cell is DateTimeOffset time ? (object)time.UtcDateTime : null);
        return WriteAsync<DateTime>();

        Task WriteAsync<T>()
            where T : struct =>
            group.WriteAsync<T>(field, Array.ConvertAll(cells, cell => (T?)cell), cancellationToken: cancellationToken);
    }
}
