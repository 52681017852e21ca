using CxBot.Audit;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CxBot.PersonalData;

/// <summary>
/// Writes the database's files anew, without what was removed: a deleted row is otherwise still in them for whoever reads the disk. Writing
/// waits meanwhile
/// (about a second for each 100 MB), reading does not on SQLite.
/// </summary>
public sealed partial class DatabasePacking(IDbContextFactory<CxBotDbContext> contexts, AuditLog audit, TimeProvider time,
    ILogger<DatabasePacking> logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int MaxTries = 50;

    /// <summary>
    /// What was begun and not packed yet: whether a person's erasure waits, and since when retention's does; by the audit log, so that a
    /// restart forgets nothing.
    /// </summary>
    public async Task<(bool Customer, DateTimeOffset? Retention)> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var packed = await db.AuditEntries.Where(e => e.Act == AuditActs.ErasureFinished).MaxAsync(e => (long?)e.Id, cancellationToken)
            ?? 0;
        var since = db.AuditEntries.Where(e => e.Id > packed);
        return (await since.AnyAsync(e => e.Act == AuditActs.CustomerErased, cancellationToken),
            await since.Where(e => e.Act == AuditActs.RetentionErased).OrderBy(e => e.Id).Select(e => (DateTimeOffset?)e.At)
                .FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Packs, and says in the audit log that what was erased before is gone from the files.</summary>
    public async Task PackAsync(AuditActor actor, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        await using var db = contexts.CreateDbContext();
        db.Database.SetCommandTimeout(Longest);
        if (db is SqliteDbContext)
            await PackSqliteAsync(db, cancellationToken);
        else
            await PackPostgresAsync(db, cancellationToken);
        Packed(logger, time.GetElapsedTime(began).TotalSeconds);
        await audit.WriteAsync(AuditActs.ErasureFinished, actor, null, [], cancellationToken);
    }

    private async Task PackSqliteAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        // What was taken out of the index is only struck out in it, until its parts are made one.
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "SearchIndex" ("SearchIndex") VALUES ('optimize')""", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        for (var tries = 1; ; tries++)
        {
            await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            if (Convert.ToInt64(await checkpoint.ExecuteScalarAsync(cancellationToken),
                System.Globalization.CultureInfo.InvariantCulture) == 0)
                return;
            // Somebody reads what was before; nobody reads for long.
            if (tries == MaxTries)
                throw new TimeoutException("The write-ahead log could not be emptied: somebody keeps the database open for reading.");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task PackPostgresAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
#pragma warning disable EF1002 // The names are the model's own.
            await db.Database.ExecuteSqlRawAsync($"VACUUM (FULL, ANALYZE) \"{table}\"", cancellationToken);
#pragma warning restore EF1002
        // The planner's figures are samples of the rows. Where it is not ours to do, the server only warns.
        await db.Database.ExecuteSqlRawAsync("VACUUM FULL pg_catalog.pg_statistic", cancellationToken);
        try
        {
            await db.Database.ExecuteSqlRawAsync("CHECKPOINT", cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // The server makes one by itself, within minutes; the old files go with it.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The database was packed after an erasure, in {Seconds:0.0} s")]
    private static partial void Packed(ILogger logger, double seconds);
}
