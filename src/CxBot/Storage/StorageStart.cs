using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CxBot.Storage;

/// <summary>Before anything is served: migrations applied, the model equal to them, and durability read back.</summary>
public sealed partial class StorageStart(IDbContextFactory<CxBotDbContext> contexts, ILogger<StorageStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await MigrateAsync(db, cancellationToken);
        if (db is SqliteDbContext) await RequireDurabilityAsync(db, cancellationToken);
        StorageReady(logger, db.Database.ProviderName!);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Brings the database to the newest schema.</summary>
    /// <exception cref="InvalidOperationException">The assembly carries no migrations, or the model has changed without one.</exception>
    public static async Task MigrateAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        // WAL is kept in the file, so once is enough; it must be set outside a transaction.
        if (db is SqliteDbContext) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        // Migrating compares the whole model with the last migration's, even when there is nothing to do.
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) await db.Database.MigrateAsync(cancellationToken);
        // An assembly without migrations "migrates" without a word.
        if (!(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
            throw new InvalidOperationException("No migration was applied: this build carries none for its provider.");
    }

    private static async Task RequireDurabilityAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var journal = await PragmaAsync(db, "journal_mode", cancellationToken);
        var synchronous = await PragmaAsync(db, "synchronous", cancellationToken);
        if (journal != "wal" || synchronous != "2")
            throw new InvalidOperationException($"SQLite refuses the durability CxBot promises (journal_mode={journal}, synchronous={synchronous}; needed: wal, 2). Is the database on a network share or a read-only disk?");
    }

    private static async Task<string?> PragmaAsync(CxBotDbContext db, string name, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }

    [LoggerMessage(1, LogLevel.Information, "Storage is ready ({Provider})")]
    private static partial void StorageReady(ILogger logger, string provider);
}
