using System.Buffers;
using System.Text.Json;

namespace CxBot.Reports.Export;

/// <summary>
/// A table as JSON lines (https://jsonlines.org): an object a row, every column in it. Times are ISO 8601 with their offset, durations
/// whole seconds.
/// </summary>
public static class JsonLinesExport
{
    private const int ChunkBytes = 32 * 1024;

    public static async Task WriteAsync(ExportTable table, Stream output, CancellationToken cancellationToken)
    {
        var names = table.Columns.Select(column => JsonEncodedText.Encode(column.Name)).ToArray();
        var lines = new ArrayBufferWriter<byte>(ChunkBytes);
        await using var json = new Utf8JsonWriter(lines);
        await foreach (var row in table.RowsAsync(cancellationToken))
        {
            WriteLine(json, names, row);
            await json.FlushAsync(cancellationToken);
            lines.Write("\n"u8);
            json.Reset();
            if (lines.WrittenCount < ChunkBytes)
                continue;
            await output.WriteAsync(lines.WrittenMemory, cancellationToken);
            lines.ResetWrittenCount();
        }
        await output.WriteAsync(lines.WrittenMemory, cancellationToken);
    }

    private static void WriteLine(Utf8JsonWriter json, JsonEncodedText[] names, object?[] cells)
    {
        json.WriteStartObject();
        for (var i = 0; i < cells.Length; i++)
        {
            json.WritePropertyName(names[i]);
            WriteCell(json, cells[i]);
        }
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case DateTimeOffset time:
                json.WriteStringValue(ExportTime.Iso(time));
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
