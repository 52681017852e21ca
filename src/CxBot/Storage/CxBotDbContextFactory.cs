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
            if (PrivateStorage.FileOf(options.Value) is { } file) PrivateStorage.Prepare(file);
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
}
