using CxBot.Conversations;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Backup;

/// <summary>
/// Fills the configured storage, which holds nothing yet, with a backup or with a SQLite database that was in use before. Nothing is
/// there until all of it is.
/// </summary>
public sealed class BackupReader(CxBotDbContextFactory contexts, IOptions<MediaOptions> media)
{
    /// <summary>Restores a backup, of this build or an older one.</summary>
    /// <remarks>Messages that were on their way out are not sent again: whether they went out is not known, and they say so.</remarks>
    /// <returns>When it was made, and how many files it had.</returns>
    /// <exception cref="BackupException">It is not whole, or the storage is not empty.</exception>
    /// <exception cref="StorageException">The storage cannot be written, or the backup is of a later build.</exception>
    public async Task<BackupManifest> RestoreAsync(string folder, IProgress<long>? step, CancellationToken cancellationToken)
    {
        var manifest = await BackupManifest.ReadAsync(folder, cancellationToken);
        var database = Path.Combine(folder, BackupManifest.Database);
        var files = Path.Combine(folder, BackupManifest.Media);
        if (!File.Exists(database) || (await BackupWriter.HashAsync(database, cancellationToken)).Sha256 != manifest.DatabaseSha256)
            throw new BackupException(
                $"{database} is not the file that was written: it is missing, was cut or changed. Use another backup.");
        await FillAsync(async work =>
        {
            File.Copy(database, work, overwrite: true);
            await CopyFilesAsync(files, work, step, cancellationToken);
        }, NotSentAgainAsync, step, cancellationToken);
        return manifest;
    }

    /// <summary>Moves to the configured storage what a SQLite database holds that was in use until now; its app must have ended.</summary>
    /// <exception cref="BackupException">It is not there, or in use, or the storage is not empty.</exception>
    /// <inheritdoc cref="RestoreAsync"/>
    public async Task MoveInAsync(string database, IProgress<long>? step, CancellationToken cancellationToken)
    {
        if (!File.Exists(database))
            throw new BackupException($"There is no database {database}.");
        using var alone = StorageLock.TryTake(database)
            ?? throw new BackupException($"CxBot ({StorageLock.Holder(database)}) has {database} open. Stop it first: what is said "
                + "meanwhile would be left behind.");
        await FillAsync(
            work =>
            {
                File.Delete(work);
                return SqliteSnapshot.WriteAsync(new SqliteConnectionStringBuilder { DataSource = database }.ConnectionString, work,
                    cancellationToken);
            },
            null, step, cancellationToken);
    }

    /// <param name="fetch">Brings the source as a file of its own.</param>
    private async Task FillAsync(Func<string, Task> fetch, Func<SqliteDbContext, CancellationToken, Task>? mend, IProgress<long>? step,
        CancellationToken cancellationToken)
    {
        using var alone = contexts.File is { } file ? StorageLock.TryTake(file)
            ?? throw new BackupException($"CxBot ({StorageLock.Holder(file)}) has {file} open. Stop it first.") : null;
        await MustBeEmptyAsync(cancellationToken);
        var work = contexts.File is { } beside ? beside + ".restored"
            : Path.Combine(Path.GetTempPath(), "cxbot-" + Guid.NewGuid().ToString("N"));
        PrivateFiles.Create(work, FileMode.Create).Dispose();
        try
        {
            await fetch(work);
            await using (var db = SqliteSnapshot.Open(work))
            {
                if (await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check(1)").ToListAsync(cancellationToken) is not ["ok"])
                    throw new StorageException(StorageFault.Damaged,
                        "The database that was to be restored is damaged. Use another backup.");
                await RefuseLaterAsync(db, cancellationToken);
                await SchemaUpdate.ApplyAsync(db, cancellationToken);
                await db.Leases.ExecuteDeleteAsync(cancellationToken);
                if (mend is not null)
                    await mend(db, cancellationToken);
                if (contexts.File is null)
                    await CopyAsync(db, step, cancellationToken);
                await SqliteSnapshot.CloseAsync(db, cancellationToken);
            }
            if (contexts.File is { } target)
                TakePlace(work, target);
        }
        finally
        {
            foreach (var left in (string[])[work, work + "-wal", work + "-shm", work + "-journal"])
                File.Delete(left);
        }
    }

    private async Task MustBeEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await SchemaUpdate.ApplyAsync(db, cancellationToken);
        if (!await TableCopy.IsEmptyAsync(db, cancellationToken))
            throw new BackupException($"{contexts.Place} is not empty, and nothing in it is overwritten. Name a new database in "
                + "Storage:ConnectionString, or move the old one away.");
    }

    private async Task CopyAsync(SqliteDbContext from, IProgress<long>? step, CancellationToken cancellationToken)
    {
        await using var to = contexts.CreateDbContext();
        await TableCopy.RunAsync(from, to, step, cancellationToken);
    }

    /// <summary>The rename is the moment in which it is there.</summary>
    private static void TakePlace(string work, string target)
    {
        SqliteConnection.ClearAllPools();
        using (var whole = new FileStream(work, FileMode.Open, FileAccess.ReadWrite))
            whole.Flush(flushToDisk: true);
        File.Delete(target + "-wal");
        File.Delete(target + "-shm");
        File.Move(work, target, overwrite: true);
    }

    private async Task CopyFilesAsync(string folder, string database, IProgress<long>? step, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(media.Value.Folder);
        var copied = 0;
        foreach (var id in await SqliteSnapshot.FilesAsync(database, cancellationToken))
        {
            if (await MediaCopy.TryAsync(Path.Combine(folder, id), Path.Combine(media.Value.Folder, id), cancellationToken)
                && ++copied % 100 == 0)
                step?.Report(copied);
        }
    }

    /// <summary>What a later build has written this one would not understand.</summary>
    private static async Task RefuseLaterAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any(step => !known.Contains(step)))
            throw new StorageException(StorageFault.Unknown,
                "It was made by a later build of CxBot than this one. Restore it with that build.");
    }

    private static async Task NotSentAgainAsync(SqliteDbContext db, CancellationToken cancellationToken)
    {
        await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);
        var onTheirWay = db.Messages.Where(m => db.Outbox.Any(d => d.ConversationId == m.ConversationId && d.Sequence == m.Sequence));
        await onTheirWay.Where(m => m.Delivery == DeliveryStatus.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, DeliveryStatus.Unconfirmed), cancellationToken);
        await db.DeliveryParts.Where(p => p.Status == DeliveryStatus.Queued
                && db.Outbox.Any(d => d.ConversationId == p.ConversationId && d.Sequence == p.Sequence))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, DeliveryStatus.Unconfirmed), cancellationToken);
        await db.Outbox.ExecuteDeleteAsync(cancellationToken);
        await whole.CommitAsync(cancellationToken);
    }
}
