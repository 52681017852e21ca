using CxBot.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace CxBot.Storage;

/// <summary>
/// Whether what is to be stored is stored: the writer says when it fails, the watch when it works again. Said once in the log, and by
/// <c>/health/ready</c> for as long as it lasts.
/// </summary>
public sealed partial class StorageState(ILogger<StorageState> logger)
{
    private StorageException? _failing;

    /// <summary>Why nothing is stored just now; null where all is well.</summary>
    public StorageException? Failing => Volatile.Read(ref _failing);

    /// <summary>The files that are open, where the database is a file.</summary>
    public SqliteFiles? Files { get; set; }

    public void Failed(StorageException failure)
    {
        if (Interlocked.Exchange(ref _failing, failure)?.Fault != failure.Fault)
            StorageFails(logger, failure.Message, failure.InnerException?.Message);
    }

    public void Works()
    {
        if (Interlocked.Exchange(ref _failing, null) is not null)
            StorageWorks(logger);
    }

    /// <summary>Goes on only where what is written now will be there after a restart.</summary>
    /// <exception cref="StorageException">The files are no longer those that are open.</exception>
    public void RequireFiles()
    {
        if (Files?.Problem is { } problem)
            throw new StorageException(StorageFault.Lost, problem);
    }

    [LoggerMessage(1, LogLevel.Error, "Nothing is stored any more. {Fault} ({Cause})")]
    private static partial void StorageFails(ILogger logger, string fault, string? cause);

    [LoggerMessage(2, LogLevel.Warning, "What comes in is stored again")]
    private static partial void StorageWorks(ILogger logger);
}
