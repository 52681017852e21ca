using System.Data;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CxBot.Backup;

/// <summary>
/// Copies every row from one database to another that is empty, both of this build's schema: one state of the source, one transaction of
/// the target.
/// </summary>
internal static class TableCopy
{
    private const int RowsBetweenSteps = 50_000;

    /// <summary>What is of running processes alone, and what the app makes anew of the rest: the words that the search finds by.</summary>
    private static readonly string[] Left =
        [nameof(CxBotDbContext.Leases), nameof(CxBotDbContext.SearchMarks), nameof(CxBotDbContext.SearchEntries)];

    /// <param name="step">Hears now and then how many rows there are.</param>
    /// <returns>How many rows there were.</returns>
    public static async Task<long> RunAsync(CxBotDbContext from, CxBotDbContext to, IProgress<long>? step,
        CancellationToken cancellationToken)
    {
        // On SQLite this level is one that waits for no writer; what it reads is one state all the same.
        await using var snapshot = await from.Database.BeginTransactionAsync(
            from is SqliteDbContext ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancellationToken);
        await using var whole = await to.Database.BeginTransactionAsync(cancellationToken);
        var sources = Tables(from).ToDictionary(table => table.Name);
        var targets = Tables(to);
        var late = new LateKeys(to, targets);
        await late.WaitAsync(cancellationToken);
        var rows = 0L;
        foreach (var target in targets)
        {
            rows = await CopyAsync(from, sources[target.Name], to, target, rows, step, cancellationToken);
            if (await TableSql.LastNumberAsync(from, sources[target.Name], cancellationToken) is { } last)
                await TableSql.CountFromAsync(to, target, last, cancellationToken);
        }
        await late.RequireAsync(cancellationToken);
        await whole.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>Whether a database holds nothing that a copy would mix with.</summary>
    public static async Task<bool> IsEmptyAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            foreach (var table in Tables(db))
            {
                await using var any = TableSql.Command(db, $"SELECT 1 FROM {TableSql.Quoted(table.Name)} LIMIT 1");
                if (await any.ExecuteScalarAsync(cancellationToken) is not null)
                    return false;
            }
            return true;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Those that others refer to come before them.</summary>
    private static List<ITable> Tables(CxBotDbContext db)
    {
        var waiting = db.Model.GetRelationalModel().Tables
            .Where(table => !Left.Contains(table.Name)).OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (waiting.Count > 0)
        {
            // A conversation has its case, and a case its conversation: the one that can be without goes first.
            var next = waiting.Find(table => table.ForeignKeyConstraints.All(IsThere))
                ?? waiting.First(table => table.ForeignKeyConstraints.All(key => IsThere(key) || key.Columns.Any(c => c.IsNullable)));
            ordered.Add(next);
            waiting.Remove(next);
        }
        return ordered;

        bool IsThere(IForeignKeyConstraint key) => key.PrincipalTable == key.Table || ordered.Contains(key.PrincipalTable);
    }

    private static async Task<long> CopyAsync(CxBotDbContext from, ITable source, CxBotDbContext to, ITable target, long before,
        IProgress<long>? step, CancellationToken cancellationToken)
    {
        IColumn[] columns = [.. target.Columns];
        ColumnReader[] readers = [.. columns.Select(column => new ColumnReader(source.FindColumn(column.Name)!))];
        var names = string.Join(", ", columns.Select(column => TableSql.Quoted(column.Name)));
        await using var select = TableSql.Command(from, $"SELECT {names} FROM {TableSql.Quoted(source.Name)}");
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        await using var writer = await RowWriter.OpenAsync(to, target, columns, cancellationToken);
        var (row, rows) = (new object?[columns.Length], before);
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var at = 0; at < row.Length; at++)
                row[at] = readers[at].Read(reader, at);
            await writer.WriteAsync(row, cancellationToken);
            if (++rows % RowsBetweenSteps == 0)
                step?.Report(rows);
        }
        await writer.CompleteAsync(cancellationToken);
        return rows;
    }
}
