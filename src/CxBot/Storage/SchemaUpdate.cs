using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CxBot.Storage;

/// <summary>Brings a database to this build's schema, one process at a time.</summary>
public static class SchemaUpdate
{
    /// <summary>Any number, the same in every process: whoever migrates holds it.</summary>
    private const long Key = 0x4378426f74;

    private const string BeforeTheFirst =
        "The database was made by a build from before 0.1.0, and this build cannot bring it up to date: carry it over as "
        + "docs/operating.md says "
        + "(\"A database from before 0.1.0\"), go back to the build that made it, or name a new one in Storage:ConnectionString.";

    /// <summary>Moving the data of years may take a while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Brings the database to the newest schema.</summary>
    /// <exception cref="InvalidOperationException">The assembly carries no migrations, or the model has changed without one.</exception>
    /// <exception cref="StorageException">The database is from before 0.1.0, or a migration failed; the message says what to
    /// do.</exception>
    public static async Task ApplyAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        if (db is SqliteDbContext)
        {
            // WAL is kept in the file, so once is enough; it must be set outside a transaction.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
            await MigrateAsync(db, cancellationToken);
            return;
        }
        // EF Core locks a table for each migration's own transaction: between two of them another process that has read the same list
        // applies the next one as well.
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Patience);
        await CreateAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Key})", cancellationToken);
            await MigrateAsync(db, cancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})", CancellationToken.None);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
            db.Database.SetCommandTimeout(usual);
        }
    }

    /// <summary>Whether there is anything to do.</summary>
    public static async Task<bool> IsNeededAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();

    private static async Task MigrateAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        await RefuseOlderAsync(db, cancellationToken);
        // Migrating compares the whole model with the last migration's, even when there is nothing to do.
        if (await IsNeededAsync(db, cancellationToken))
        {
            // Where a process was killed in the middle, its mark stays in the file for ever, and this would wait as long. Nobody else is at
            // it: the lock beside the database says so.
            if (db is SqliteDbContext)
                await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            try
            {
                await db.Database.MigrateAsync(cancellationToken);
            }
            catch (System.Data.Common.DbException failure) when (StorageFaults.Find(failure) is null)
            {
                throw new StorageException(StorageFault.Unknown,
                    $"The database could not be brought to this build's schema ({failure.Message.TrimEnd('.')}). Nothing is served; "
                        + "restore the backup that was made before the update, or go back to the build of before.", failure);
            }
        }
        // An assembly without migrations "migrates" without a word.
        if (!(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
            throw new InvalidOperationException("No migration was applied: this build carries none for its provider.");
    }

    /// <summary>What was before 0.1.0 is one migration now: a database that went there step by step cannot be told how far it
    /// came.</summary>
    private static async Task RefuseOlderAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        string[] known = [.. db.Database.GetMigrations()];
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (known.Length > 0 && applied.Any(step => string.CompareOrdinal(step, known[0]) < 0))
            throw new StorageException(StorageFault.Unknown, BeforeTheFirst);
    }

    /// <summary>Makes the database itself where the server has none yet.</summary>
    internal static async Task CreateAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
            return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
    }
}
