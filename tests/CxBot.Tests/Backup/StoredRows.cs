using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CxBot.Tests.Backup;

/// <summary>Every row of a SQLite file as text, table by table, whatever order they lie in.</summary>
internal static class StoredRows
{
    /// <summary>What the app makes anew, or writes as soon as it runs.</summary>
    private static readonly string[] Left = ["SearchMarks", "SearchEntries", "Leases", "AuditEntries", "__EFMigrationsHistory", "__EFMigrationsLock"];

    public static async Task<SortedDictionary<string, List<string>>> OfAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync(cancellationToken);
        var tables = await ReadAsync(connection,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'SearchIndex%' AND name NOT LIKE 'sqlite_stat%'",
            cancellationToken);
        var rows = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in tables.Except(Left))
        {
            rows[table] = await ReadAsync(connection, $"SELECT * FROM \"{table}\"", cancellationToken);
            rows[table].RemoveAll(row => row.StartsWith("AuditEntries|", StringComparison.Ordinal));
            rows[table].Sort(StringComparer.Ordinal);
        }
        return rows;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var select = connection.CreateCommand();
        select.CommandText = sql;
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            // By name: the order of columns is not the same in tables that were made and in those that grew.
            var row = Enumerable.Range(0, reader.FieldCount).OrderBy(reader.GetName, StringComparer.Ordinal)
                .Select(at => reader.IsDBNull(at) ? "-"
                    : reader.GetValue(at) is byte[] bytes ? Convert.ToHexString(bytes)
                    : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture));
            rows.Add(string.Join('|', row));
        }
        return rows;
    }
}
