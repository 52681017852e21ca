using DuckDB.NET.Data;

namespace CxBot.Tests.Reports.Export;

/// <summary>A reader of files that shares nothing with what wrote them.</summary>
internal static class DuckDb
{
    /// <summary>The rows of a question in SQL, in which <c>{file}</c> stands for a file with these bytes.</summary>
    public static async Task<IReadOnlyList<object?[]>> AskAsync(byte[] bytes, string sql, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "table.parquet");
        await File.WriteAllBytesAsync(file, bytes, cancellationToken);
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{file}", file, StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var cells = new object[reader.FieldCount];
            reader.GetValues(cells);
            rows.Add([.. cells.Select(cell => cell is DBNull ? null : cell)]);
        }
        return rows;
    }
}
