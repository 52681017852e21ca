using Microsoft.Data.Sqlite;

namespace CxBot.Storage.Sqlite;

/// <summary>
/// The database's files as they were opened. Deleted or moved away they go on being written, and all of it is gone with the process: so it
/// is looked whether they are still there.
/// </summary>
/// <remarks>Never by opening them: closing a file drops the locks that SQLite holds on it in this process.</remarks>
public sealed class SqliteFiles : IDisposable
{
    private readonly SqliteConnection _keeper;
    private readonly (string Path, FileIdentity? Identity)[] _opened;
    private bool _rescued;

    /// <summary>
    /// Remembers the files, and keeps one connection open: the log beside the database stays the same file for as long as there is one.
    /// </summary>
    public SqliteFiles(string connectionString, string path)
    {
        _keeper = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        _keeper.Open();
        Run("SELECT COUNT(*) FROM sqlite_master");
        _opened = FileIdentity.IsKnown ? [.. new[] { path, path + "-wal" }.Select(file => (file, FileIdentity.Of(file)))] : [];
        Path = path;
    }

    public string Path { get; }

    /// <summary>What has become of the files; null where they are those that are open.</summary>
    public string? Problem => _opened.All(IsSame) ? null
        : IsSame(_opened[0])
            ? $"{_opened[1].Path} was deleted or replaced while CxBot has it open. Nothing is stored any more; what was acknowledged "
                + "is kept in the database itself. Restart CxBot."
        : StorageFaults.Say(StorageFault.Lost, Path);

    /// <summary>
    /// Where only the log beside the database is gone: writes what it held into the database, so that nothing acknowledged goes with the
    /// process.
    /// </summary>
    /// <remarks>Passive: what is refused is tried again and again by many, and a checkpoint that waits for them would never come.</remarks>
    /// <returns>Whether this was done now; where somebody still reads what was before it is not, and is tried again.</returns>
    public bool Rescue()
    {
        if (_rescued || _opened.Length == 0 || !IsSame(_opened[0]) || IsSame(_opened[1]))
            return false;
        using var command = _keeper.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var told = command.ExecuteReader();
        // Busy, pages in the log, pages written: https://sqlite.org/pragma.html#pragma_wal_checkpoint
        return _rescued = told.Read() && told.GetInt64(0) == 0 && told.GetInt64(1) == told.GetInt64(2);
    }

    public void Dispose() => _keeper.Dispose();

    private static bool IsSame((string Path, FileIdentity? Identity) file) => file.Identity is null
        || FileIdentity.Of(file.Path) == file.Identity;

    private void Run(string sql)
    {
        using var command = _keeper.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
