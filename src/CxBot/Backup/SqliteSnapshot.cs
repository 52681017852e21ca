using CxBot.Media;
using CxBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Backup;

/// <summary>A database as one SQLite file that no app serves.</summary>
internal static class SqliteSnapshot
{
    /// <summary>Writes one state of a database that may be in use, without what was erased and is still in its pages. Writers do not
    /// wait.</summary>
    /// <param name="connectionString">Of the database in use.</param>
    public static async Task WriteAsync(string connectionString, string path, CancellationToken cancellationToken)
    {
        PrivateFiles.Create(path).Dispose();
        var source = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite };
        await using var connection = new SqliteConnection(source.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var write = connection.CreateCommand();
        write.CommandText = "VACUUM INTO @path";
        write.Parameters.AddWithValue("@path", path);
        write.CommandTimeout = 0;
        await write.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Opens one, or begins one that nobody else can read.</summary>
    public static SqliteDbContext Open(string path)
    {
        if (!File.Exists(path))
            PrivateFiles.Create(path).Dispose();
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        return new SqliteDbContext(CxBotDbContextFactory.Sqlite(settings.ConnectionString));
    }

    /// <summary>All of it in the one file, without a log beside it.</summary>
    public static async Task CloseAsync(SqliteDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE;", cancellationToken);
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>The names of the files of its conversations.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(string path, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly };
        await using var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var select = connection.CreateCommand();
        select.CommandText = """SELECT "Id" FROM "MediaFiles" """;
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            names.Add(reader.GetString(0));
        // They become paths, and a backup may come from anywhere.
        return [.. names.Where(MediaStore.IsId)];
    }
}
