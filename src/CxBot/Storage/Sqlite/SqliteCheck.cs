using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Storage.Sqlite;

/// <summary>What must be true of a SQLite file before it is trusted.</summary>
internal static class SqliteCheck
{
    /// <summary>A large database is not read whole before anything is served: what was found until then counts.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const int Interrupted = 9;

    /// <summary>Looks for damage, for at most two seconds.</summary>
    /// <returns>False where there is some.</returns>
    public static async Task<bool> IsWholeAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            await using var enough = new Timer(_ => SQLitePCL.raw.sqlite3_interrupt(connection.Handle), null, Longest,
                Timeout.InfiniteTimeSpan);
            await using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            return (await check.ExecuteScalarAsync(cancellationToken))?.ToString() is "ok";
        }
        catch (SqliteException over) when (over.SqliteErrorCode == Interrupted)
        {
            return true;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <exception cref="StorageException">SQLite does not write as durably as "commit, then acknowledge" needs.</exception>
    public static async Task RequireDurabilityAsync(CxBotDbContext db, string place, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var journal = await PragmaAsync(db, "journal_mode", cancellationToken);
        var synchronous = await PragmaAsync(db, "synchronous", cancellationToken);
        await db.Database.CloseConnectionAsync();
        if (journal != "wal" || synchronous != "2")
            throw new StorageException(StorageFault.ReadOnly,
                $"{place}: SQLite refuses the durability that CxBot promises (journal_mode={journal}, synchronous={synchronous}; "
                    + "needed: wal, 2). Is the database on a network share or a read-only disk?");
    }

    private static async Task<string?> PragmaAsync(CxBotDbContext db, string name, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }
}
