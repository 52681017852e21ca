using CxBot.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CxBot.Backup;

/// <summary>What refers to rows that are copied later: a conversation to its case, which has its conversation.</summary>
internal sealed class LateKeys(CxBotDbContext db, List<ITable> ordered)
{
    private readonly List<IForeignKeyConstraint> _keys =
        [.. ordered.SelectMany((table, at) => table.ForeignKeyConstraints.Where(key => ordered.IndexOf((ITable)key.PrincipalTable) > at))];

    /// <summary>Lets them wait until <see cref="RequireAsync"/>, or until the transaction ends.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => TableSql.RunAsync(db, db is SqliteDbContext
        ? "PRAGMA defer_foreign_keys = ON"
        : string.Concat(_keys.Select(key => Alter(key, "DEFERRABLE INITIALLY DEFERRED"))), cancellationToken);

    /// <summary>All rows are there now. SQLite asks when the transaction ends.</summary>
    public Task RequireAsync(CancellationToken cancellationToken) => db is SqliteDbContext ? Task.CompletedTask : TableSql.RunAsync(db,
        "SET CONSTRAINTS ALL IMMEDIATE;" + string.Concat(_keys.Select(key => Alter(key, "NOT DEFERRABLE"))), cancellationToken);

    private static string Alter(IForeignKeyConstraint key, string how) =>
        $"ALTER TABLE {TableSql.Quoted(key.Table.Name)} ALTER CONSTRAINT {TableSql.Quoted(key.Name)} {how};";
}
