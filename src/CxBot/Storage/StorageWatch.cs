using CxBot.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CxBot.Storage;

/// <summary>
/// Looks whether the database is still the one that is open, and while nothing is stored tries a small write every second, so that the
/// service heals by itself.
/// </summary>
public sealed partial class StorageWatch(CxBotDbContextFactory contexts, Writer writer, StorageState state, TimeProvider time,
    ILogger<StorageWatch> logger)
    : PeriodicWorker(Every, time, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A disk that is full may still take what fits into a file that is there.</summary>
    private const int ProbeBytes = 256 * 1024;

    protected override TimeSpan FirstAfter => Every;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        LookAtFiles();
        if (state.Failing is not null)
            await ProbeAsync(cancellationToken);
    }

    /// <summary>Whatever fails is what is being watched. The database's own complaint says more than that of a probe beside it.</summary>
    protected override void RoundFailed(Exception failure)
    {
        if (state.Failing is null || StorageFaults.Find(failure) is not null)
            state.Failed(StorageException.Of(failure, contexts.Place));
    }

    private void LookAtFiles()
    {
        if (state.Files is not { Problem: { } problem } files)
            return;
        state.Failed(new StorageException(StorageFault.Lost, problem));
        if (files.Rescue())
            LogRescued(Logger, files.Path);
        // What was opened since has opened something else.
        SqliteConnection.ClearAllPools();
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        state.RequireFiles();
        if (contexts.File is { } file)
            await FillAsync(file + ".probe", cancellationToken);
        await writer.RunAsync(async (db, token) =>
        {
            // Both write for certain, and change nothing that anybody reads.
            await db.Database.ExecuteSqlRawAsync(db is SqliteDbContext ? "PRAGMA user_version = 1" : "SELECT pg_current_xact_id()", token);
        }, cancellationToken);
        state.Works();
    }

    private static async Task FillAsync(string path, CancellationToken cancellationToken)
    {
        await using var probe = PrivateFiles.Create(path, FileMode.Create, FileOptions.DeleteOnClose);
        await probe.WriteAsync(new byte[ProbeBytes], cancellationToken);
        probe.Flush(flushToDisk: true);
    }

    [LoggerMessage(1, LogLevel.Warning, "The log beside the database {Path} is gone; what it held was written into the database itself")]
    private static partial void LogRescued(ILogger logger, string path);
}
