using System.Security.Cryptography;
using CxBot.Conversations;
using CxBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CxBot.Storage;

/// <summary>Makes contexts for the configured provider.</summary>
public sealed class CxBotDbContextFactory : IDbContextFactory<CxBotDbContext>
{
    /// <summary>
    /// How long SQLite waits for another program's lock, seconds: whoever waits for an acknowledgement has not more patience.
    /// </summary>
    private const int LockPatience = 2;

    private readonly Func<CxBotDbContext> _create;

    /// <exception cref="StorageException">The folder of the database cannot be made.</exception>
    /// <exception cref="FormatException">The connection string cannot be read.</exception>
    public CxBotDbContextFactory(IOptions<StorageOptions> options, ChannelRegistry channels)
    {
        ConnectionString = options.Value.ConnectionString;
        if (options.Value.Provider == StorageProvider.Sqlite)
        {
            var settings = Read<SqliteConnectionStringBuilder>(ConnectionString);
            if (settings.DefaultTimeout == new SqliteConnectionStringBuilder().DefaultTimeout)
                settings.DefaultTimeout = LockPatience;
            ConnectionString = settings.ConnectionString;
            if (settings.Mode != SqliteOpenMode.Memory && settings.DataSource is not (":memory:" or ""))
                File = Path.GetFullPath(settings.DataSource);
            Place = File ?? "SQLite in memory";
            EnsureFolder();
            var built = Sqlite(ConnectionString);
            _create = () => new SqliteDbContext(built) { Channels = channels };
        }
        else
        {
            var settings = Read<NpgsqlConnectionStringBuilder>(ConnectionString);
            Place = $"PostgreSQL {settings.Host}, database {settings.Database ?? settings.Username}";
            Node = RandomNumberGenerator.GetHexString(16, lowercase: true);
            var built = Postgres(ConnectionString);
            _create = () => new PostgresDbContext(built) { Node = Node, Channels = channels };
        }
    }

    /// <summary>The database, as an owner knows it: a path, or a server and a name. Without a secret.</summary>
    public string Place { get; }

    /// <summary>The database's file; null where it is none.</summary>
    public string? File { get; }

    /// <summary>The name of this process among those on one database; null where the database is for one process.</summary>
    public string? Node { get; }

    /// <summary>How the database is really reached.</summary>
    internal string ConnectionString { get; }

    public CxBotDbContext CreateDbContext() => _create();

    internal static DbContextOptions<SqliteDbContext> Sqlite(string connectionString) =>
        new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connectionString).AddInterceptors(new SqliteDurability()).Options;

    internal static DbContextOptions<PostgresDbContext> Postgres(string connectionString) =>
        new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(connectionString).Options;

    private static T Read<T>(string connectionString) where T : System.Data.Common.DbConnectionStringBuilder, new()
    {
        try
        {
            return new T { ConnectionString = connectionString };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text itself is not repeated: it may hold a password.
            throw new FormatException($"Storage:ConnectionString cannot be read as one of this provider: {wrong.Message}", wrong);
        }
    }

    private void EnsureFolder()
    {
        if (File is null)
            return;
        try
        {
            PrivateStorage.Prepare(File);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.Unreadable,
                $"{Path.GetDirectoryName(File)}: the folder of the database cannot be made ({refused.Message.TrimEnd('.')}). Name "
                    + "another in Storage:ConnectionString, or give this user the right.", refused);
        }
    }
}
