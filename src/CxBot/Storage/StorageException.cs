using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CxBot.Storage;

/// <summary>
/// The storage did not take what was to be written, or it cannot be opened: nothing of it is stored. The message is a sentence for whoever
/// must mend it.
/// </summary>
public sealed class StorageException(StorageFault fault, string message, Exception? cause = null) : DbException(message, cause)
{
    public StorageFault Fault => fault;

    /// <summary>The same failure as one of ours.</summary>
    /// <param name="place">The database, as an owner knows it: a path, or a server.</param>
    public static StorageException Of(Exception failure, string place) => failure as StorageException
        ?? (StorageFaults.Find(failure) is { } found
            ? new(found, StorageFaults.Say(found, place), failure)
            : new(StorageFault.Unknown, $"{place}: the storage failed ({failure.GetType().Name}: {failure.Message.TrimEnd('.')}).",
                failure));
}

/// <summary>What can ail a database.</summary>
public enum StorageFault
{
    Unknown,
    Locked,
    Full,
    ReadOnly,
    Unreadable,
    Damaged,
    Lost,
    Unreachable,
}

/// <summary>Tells faults of disk and server from mistakes of ours.</summary>
public static class StorageFaults
{
    /// <summary>What ails the storage; null where the failure is about something else, such as a key that is taken.</summary>
    public static StorageFault? Find(Exception failure) => failure switch
    {
        StorageException known => known.Fault,
        SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        NpgsqlException => StorageFault.Unreachable,
        { InnerException: { } inner } => Find(inner),
        _ => null,
    };

    /// <summary>It passes, or is mended, without anybody touching what was to be written: worth another try.</summary>
    public static bool Passes(Exception failure) => Find(failure) is { } fault && fault != StorageFault.Damaged;

    /// <summary>A sentence that says what is wrong, where, and what to do.</summary>
    public static string Say(StorageFault fault, string place) => fault switch
    {
        StorageFault.Locked => $"{place}: the database is locked by another program. Close whatever has it open for writing.",
        StorageFault.Full => $"{place}: the disk is full. Make room; nothing is stored until then.",
        StorageFault.ReadOnly =>
            $"{place}: the database cannot be written, because the file or its disk is read-only for this user. Give the user that "
                + "CxBot runs as the right to write it and its folder.",
        StorageFault.Unreadable =>
            $"{place}: the disk does not take or give what is asked (input/output error, or the file cannot be opened). Look at the "
                + "disk and at the rights on the folder.",
        StorageFault.Damaged =>
            $"{place}: the database is damaged. Stop CxBot, keep a copy of the files, and restore a backup; what can still be read is "
                + "saved by: sqlite3 FILE .recover | sqlite3 NEW-FILE",
        StorageFault.Lost =>
            $"{place}: the files of the database are no longer those that are open: they were moved, deleted or replaced. Put them "
                + "back, or restart CxBot; nothing is stored until then.",
        StorageFault.Unreachable =>
            $"{place}: the database server cannot be reached or does not serve. Look at the server, the network, and "
                + "Storage:ConnectionString.",
        _ => $"{place}: the storage failed.",
    };

    private static StorageFault? OfSqlite(int code) => code switch
    {
        5 or 6 => StorageFault.Locked,
        8 => StorageFault.ReadOnly,
        10 or 14 or 23 => StorageFault.Unreadable,
        11 or 26 => StorageFault.Damaged,
        13 => StorageFault.Full,
        _ => null,
    };

    private static StorageFault? OfPostgres(string state) => state switch
    {
        "53100" => StorageFault.Full,
        "25006" => StorageFault.ReadOnly,
        "55P03" => StorageFault.Locked,
        "58030" => StorageFault.Unreadable,
        "XX001" or "XX002" => StorageFault.Damaged,
        // Connections refused, the server shutting down or starting, a wrong password or database.
        _ when state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal)
            || state.StartsWith("28", StringComparison.Ordinal) || state is "3D000" => StorageFault.Unreachable,
        _ => null,
    };
}
