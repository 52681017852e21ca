using System.Globalization;
using System.Text;

namespace CxBot.Reports.Export;

/// <summary>
/// A table as CSV (RFC 4180) in UTF-8, with a head. Texts are quoted and nothing else is, so that an empty text (<c>""</c>) is not no
/// value. Times are ISO 8601 with their offset, durations whole seconds, yes and no <c>true</c> and <c>false</c>.
/// </summary>
public static class CsvExport
{
    private const int ChunkLength = 32 * 1024;

    private static readonly NumberFormatInfo Point = CultureInfo.InvariantCulture.NumberFormat;
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = "," };

    public static async Task WriteAsync(ExportTable table, CsvForm form, Stream output, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder(form == CsvForm.Spreadsheet ? "\uFEFF" : "");
        AppendLine(lines, [.. table.Columns.Select(column => column.Name)], form);
        await foreach (var row in table.RowsAsync(cancellationToken))
        {
            AppendLine(lines, row, form);
            if (lines.Length < ChunkLength)
                continue;
            await output.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken);
            lines.Clear();
        }
        await output.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken);
    }

    private static void AppendLine(StringBuilder lines, object?[] cells, CsvForm form)
    {
        // Otherwise the line would be empty, and readers leave those out.
        if (cells is [null])
            cells = [""];
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                lines.Append(form == CsvForm.Spreadsheet ? ';' : ',');
            lines.Append(Cell(cells[i], form));
        }
        lines.Append("\r\n");
    }

    private static string? Cell(object? cell, CsvForm form) => cell switch
    {
        string text => $"\"{CsvText.Inert(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        double number => number.ToString(form == CsvForm.Spreadsheet ? Comma : Point),
        DateTimeOffset time => ExportTime.Iso(time),
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };
}
