using CxBot.Storage.Nodes;
using CxBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CxBot.Storage;

/// <summary>Before anything is served: the database is this process's, whole, of this build's schema, and as durable as promised.</summary>
public sealed partial class StorageStart(CxBotDbContextFactory contexts, StorageState state, NodeConnection node,
    ILogger<StorageStart> logger) : IHostedService, IDisposable
{
    private StorageLock? _held;

    /// <exception cref="StorageException">It cannot be used; the message says why and what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            TakeLock();
            await using var db = contexts.CreateDbContext();
            if (db is not SqliteDbContext)
                await SchemaUpdate.CreateAsync(db, cancellationToken);
            await node.TakeAsync(cancellationToken);
            if (contexts.File is not null && !await SqliteCheck.IsWholeAsync(db, cancellationToken))
                throw new StorageException(StorageFault.Damaged, StorageFaults.Say(StorageFault.Damaged, contexts.Place));
            await SchemaUpdate.ApplyAsync(db, cancellationToken);
            if (db is SqliteDbContext)
                await SqliteCheck.RequireDurabilityAsync(db, contexts.Place, cancellationToken);
            // A file that cannot be written is found out now, not by the first customer.
            if (db is SqliteDbContext)
                await db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1", cancellationToken);
            if (contexts.File is { } file)
                state.Files = new SqliteFiles(contexts.ConnectionString, file);
            StorageReady(logger, db.Database.ProviderName!);
        }
        catch (Exception failure) when (failure is not StorageException && StorageFaults.Find(failure) is not null)
        {
            throw StorageException.Of(failure, contexts.Place);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Brings the database to the newest schema, as a command does that may run beside the app.</summary>
    /// <inheritdoc cref="SchemaUpdate.ApplyAsync"/>
    /// <exception cref="StorageException">The app runs with an older schema; it must end first.</exception>
    public static async Task MigrateAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var path = FileOf(db);
        try
        {
            // Where the app runs it holds the lock, and its schema is this build's as a rule: then there is nothing to do.
            if (path is not null && !await SchemaUpdate.IsNeededAsync(db, cancellationToken))
                return;
            using var alone = path is null ? null : StorageLock.TryTake(path)
                ?? throw new StorageException(StorageFault.Locked,
                    $"{path}: the schema is older than this build, and CxBot ({StorageLock.Holder(path)}) has the database open. Stop "
                        + "it first.");
            await SchemaUpdate.ApplyAsync(db, cancellationToken);
        }
        catch (Exception failure) when (failure is not StorageException && StorageFaults.Find(failure) is not null)
        {
            throw StorageException.Of(failure, path ?? "The database");
        }
    }

    private static string? FileOf(CxBotDbContext db) => db is SqliteDbContext && db.Database.GetConnectionString() is { } text
        && new SqliteConnectionStringBuilder(text) is { Mode: not SqliteOpenMode.Memory, DataSource: { Length: > 0 } source }
            && source != ":memory:" ? Path.GetFullPath(source) : null;

    public void Dispose()
    {
        state.Files?.Dispose();
        state.Files = null;
        _held?.Dispose();
        _held = null;
    }

    private void TakeLock()
    {
        if (contexts.File is not { } file)
            return;
        try
        {
            _held = StorageLock.TryTake(file)
                ?? throw new StorageException(StorageFault.Locked,
                    $"Another CxBot ({StorageLock.Holder(file)}) has the database {file} open. SQLite is for one process: stop that "
                        + "one first, or use PostgreSQL.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.ReadOnly, StorageFaults.Say(StorageFault.ReadOnly, file), refused);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Storage is ready ({Provider})")]
    private static partial void StorageReady(ILogger logger, string provider);
}
