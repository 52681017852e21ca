using CxBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Testing;

/// <summary>Where one app, or one test of the storage, keeps what is its own: a database with today's schema, and files. It is gone with
/// its owner.</summary>
/// <param name="path">A folder that another one left; null for a new one.</param>
public sealed class DataFolder(string? path = null) : IDisposable
{
    /// <summary>An empty database, made once for all tests: a schema takes longer than most of what is tested on it.</summary>
    private static readonly Lazy<byte[]> Empty = new(MakeEmpty);

    private const int Tries = 20;

    public string Path { get; } = path ?? Directory.CreateTempSubdirectory("cxbot-test-").FullName;

    public string Database => At("cxbot.db");

    /// <summary>Where the app keeps what is stored: the file here, or a database of the server where all tests run on PostgreSQL.</summary>
    public StorageOptions Storage => PostgresForAll.IsAsked
        ? new() { Provider = StorageProvider.Postgres, ConnectionString = PostgresForAll.ConnectionString(Path) }
        : new() { ConnectionString = $"Data Source={Database}" };

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Lays the schema down where there is no database yet.</summary>
    public void Prepare()
    {
        if (PostgresForAll.IsAsked)
        {
            PostgresForAll.Prepare(Path);
            return;
        }
        // Whoever has made a factory has an empty file there already.
        if (new FileInfo(Database) is { Exists: true, Length: > 0 })
            return;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Database, options);
        file.Write(Empty.Value);
    }

    public void Dispose()
    {
        if (PostgresForAll.IsAsked)
            PostgresForAll.Drop(Path);
        for (var tries = 1; Directory.Exists(Path); tries++)
        {
            SqliteConnection.ClearAllPools();
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries < Tries)
            {
                // A desk whose browser is still open may read once more while its app stops, and opens the log beside the database again.
                SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static byte[] MakeEmpty()
    {
        using var folder = new DataFolder();
        var options = Options.Create(folder.Storage);
        using (var db = new CxBotDbContextFactory(options, TestChannels.All).CreateDbContext())
        {
            StorageStart.MigrateAsync(db, CancellationToken.None).GetAwaiter().GetResult();
            // Until then it stands in the log beside the file.
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return File.ReadAllBytes(folder.Database);
    }
}
