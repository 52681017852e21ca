using System.Security.Cryptography;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Backup;

/// <summary>
/// Writes the database and the files of conversations to a folder while the app runs, here or on other machines: one state of the
/// database, and every file that it knows.
/// </summary>
public sealed class BackupWriter(CxBotDbContextFactory contexts, IOptions<MediaOptions> media, TimeProvider time)
{
    /// <param name="folder">A new or empty one.</param>
    /// <param name="version">Of the product.</param>
    /// <param name="step">Hears now and then how many rows or files are written.</param>
    /// <returns>How many bytes the database has, and how many files there are; those that went meanwhile, with their conversation, are
    /// not among them.</returns>
    /// <exception cref="BackupException">The folder is not empty.</exception>
    /// <exception cref="StorageException">The database cannot be read, or is of another build's schema.</exception>
    /// <exception cref="IOException">The folder cannot be written; what is there has no manifest, and is no backup.</exception>
    public async Task<(long Bytes, int Files)> WriteAsync(string folder, string version, IProgress<long>? step,
        CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new BackupException($"{folder} is not empty. Name a new folder.");
        if (contexts.File is { } file && !File.Exists(file))
            throw new BackupException($"There is no database {file}. Name it in Storage:ConnectionString.");
        PrivateFiles.CreateFolder(folder);
        var database = Path.Combine(folder, BackupManifest.Database);
        // Before it is read: what is said later is surely not in it.
        var madeAt = time.GetUtcNow();
        if (contexts.File is null)
            await CopyAsync(database, step, cancellationToken);
        else
            await SqliteSnapshot.WriteAsync(contexts.ConnectionString, database, cancellationToken);
        var files = await CopyFilesAsync(database, Path.Combine(folder, BackupManifest.Media), step, cancellationToken);
        var (bytes, hash) = await HashAsync(database, cancellationToken);
        await BackupManifest.Of(version, madeAt, hash, files).WriteAsync(folder, cancellationToken);
        return (bytes, files);
    }

    internal static async Task<(long Bytes, string Sha256)> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        file.Flush(flushToDisk: true);
        return (file.Length, hash);
    }

    private async Task CopyAsync(string database, IProgress<long>? step, CancellationToken cancellationToken)
    {
        await using var from = contexts.CreateDbContext();
        if (await SchemaUpdate.IsNeededAsync(from, cancellationToken))
            throw new StorageException(StorageFault.Unknown,
                "The database's schema is older than this build: make the backup with the build that runs on it.");
        await using var to = SqliteSnapshot.Open(database);
        await SchemaUpdate.ApplyAsync(to, cancellationToken);
        await TableCopy.RunAsync(from, to, step, cancellationToken);
        await SqliteSnapshot.CloseAsync(to, cancellationToken);
    }

    private async Task<int> CopyFilesAsync(string database, string folder, IProgress<long>? step, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(folder);
        var copied = 0;
        foreach (var id in await SqliteSnapshot.FilesAsync(database, cancellationToken))
        {
            if (!await MediaCopy.TryAsync(Path.Combine(media.Value.Folder, id), Path.Combine(folder, id), cancellationToken))
                continue;
            if (++copied % 100 == 0)
                step?.Report(copied);
        }
        return copied;
    }
}
