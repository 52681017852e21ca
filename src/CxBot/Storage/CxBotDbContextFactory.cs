using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Storage;

/// <summary>Makes contexts for the configured provider.</summary>
public sealed class CxBotDbContextFactory : IDbContextFactory<CxBotDbContext>
{
    private readonly Func<CxBotDbContext> create;

    public CxBotDbContextFactory(IOptions<StorageOptions> options)
    {
        if (options.Value.Provider == StorageProvider.Sqlite)
        {
            EnsureFolder(options.Value.ConnectionString);
            var built = Sqlite(options.Value.ConnectionString);
            create = () => new SqliteDbContext(built);
        }
        else
        {
            var built = Postgres(options.Value.ConnectionString);
            create = () => new PostgresDbContext(built);
        }
    }

    public CxBotDbContext CreateDbContext() => create();

    internal static DbContextOptions<SqliteDbContext> Sqlite(string connectionString) =>
        new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connectionString).AddInterceptors(new SqliteDurability()).Options;

    internal static DbContextOptions<PostgresDbContext> Postgres(string connectionString) =>
        new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(connectionString).Options;

    private static void EnsureFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
    }
}
