using CxBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CxBot.Backup;

/// <summary>Writes the rows of one table as fast as its database takes them, in the context's transaction.</summary>
internal abstract class RowWriter : IAsyncDisposable
{
    /// <param name="columns">The columns whose values come, in their order.</param>
    public static async Task<RowWriter> OpenAsync(CxBotDbContext db, ITable table, IReadOnlyList<IColumn> columns,
        CancellationToken cancellationToken)
    {
        var names = string.Join(", ", columns.Select(column => TableSql.Quoted(column.Name)));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
            return new PostgresRows(
                await postgres.BeginBinaryImportAsync($"COPY {TableSql.Quoted(table.Name)} ({names}) FROM STDIN (FORMAT BINARY)",
                    cancellationToken),
                [.. columns.Select(column => TypeOf(column, postgres))]);
        return new SqliteRows((SqliteCommand)TableSql.Command(db,
            $"INSERT INTO {TableSql.Quoted(table.Name)} ({names}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@{at}"))})"),
            columns.Count);
    }

    public abstract Task WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken);

    /// <summary>Nothing is written where this is not called.</summary>
    public abstract Task CompleteAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    private static NpgsqlDbType TypeOf(IColumn column, NpgsqlConnection connection)
    {
        using var command = connection.CreateCommand();
        return ((NpgsqlParameter)((RelationalTypeMapping)column.StoreTypeMapping).CreateParameter(command, "p", null, true)).NpgsqlDbType;
    }

    private sealed class PostgresRows(NpgsqlBinaryImporter importer, IReadOnlyList<NpgsqlDbType> types) : RowWriter
    {
        public override async Task WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken)
        {
            await importer.StartRowAsync(cancellationToken);
            for (var at = 0; at < values.Count; at++)
            {
                if (values[at] is { } value)
                    await importer.WriteAsync(value, types[at], cancellationToken);
                else
                    await importer.WriteNullAsync(cancellationToken);
            }
        }

        public override async Task CompleteAsync(CancellationToken cancellationToken) => await importer.CompleteAsync(cancellationToken);

        public override ValueTask DisposeAsync() => importer.DisposeAsync();
    }

    private sealed class SqliteRows : RowWriter
    {
        private readonly SqliteCommand _insert;

        public SqliteRows(SqliteCommand insert, int columns)
        {
            _insert = insert;
            for (var at = 0; at < columns; at++)
                insert.Parameters.Add(new SqliteParameter { ParameterName = $"@{at}" });
            insert.Prepare();
        }

        public override Task WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken)
        {
            for (var at = 0; at < values.Count; at++)
                _insert.Parameters[at].Value = values[at] ?? DBNull.Value;
            return _insert.ExecuteNonQueryAsync(cancellationToken);
        }

        public override Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask DisposeAsync() => _insert.DisposeAsync();
    }
}
