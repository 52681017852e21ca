using System.Data.Common;
using System.Globalization;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CxBot.Backup;

/// <summary>Plain SQL on the tables that the model names.</summary>
internal static class TableSql
{
    public static string Quoted(string name) => $"\"{name}\"";

    /// <summary>A command on the context's open connection, in its transaction.</summary>
    public static DbCommand Command(CxBotDbContext db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names in it are the model's own.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0;
        return command;
    }

    /// <summary>Where a table counts its rows itself: the highest number that it has given, also to what is gone; null elsewhere.</summary>
    public static async Task<long?> LastNumberAsync(CxBotDbContext db, ITable table, CancellationToken cancellationToken)
    {
        if (CountedBy(table) is not { } column)
            return null;
        await using var ask = Command(db, db is SqliteDbContext
            ? $"SELECT seq FROM sqlite_sequence WHERE name = '{table.Name}'"
            : $"SELECT pg_sequence_last_value(pg_get_serial_sequence('{Quoted(table.Name)}', '{column.Name}')::regclass)");
        return await ask.ExecuteScalarAsync(cancellationToken) is { } last and not DBNull
            ? Convert.ToInt64(last, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Lets the table go on counting after a number: none is given twice.</summary>
    public static async Task CountFromAsync(CxBotDbContext db, ITable table, long last, CancellationToken cancellationToken)
    {
        await using var set = Command(db, db is SqliteDbContext
            ? $"DELETE FROM sqlite_sequence WHERE name = '{table.Name}';"
                + $"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table.Name}', {last})"
            : $"SELECT setval(pg_get_serial_sequence('{Quoted(table.Name)}', '{CountedBy(table)!.Name}'), {last})");
        await set.ExecuteScalarAsync(cancellationToken);
    }

    public static async Task RunAsync(CxBotDbContext db, string text, CancellationToken cancellationToken)
    {
        await using var command = Command(db, text);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static IColumn? CountedBy(ITable table) => table.PrimaryKey?.Columns is [var column]
        && column.PropertyMappings[0].Property.ValueGenerated == ValueGenerated.OnAdd && column.StoreTypeMapping.ClrType != typeof(string)
            ? column : null;
}
