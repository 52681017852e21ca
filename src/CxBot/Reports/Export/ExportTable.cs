using System.Runtime.CompilerServices;

namespace CxBot.Reports.Export;

/// <summary>A table on its way out. Its rows are read once and never all held.</summary>
public sealed class ExportTable
{
    private readonly IAsyncEnumerable<IReadOnlyList<object?>> _rows;

    /// <param name="rows">As many cells each as there are columns, each null or of its column's kind.</param>
    /// <exception cref="ArgumentException">There is no column, or one without a name or with another's.</exception>
    public ExportTable(IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        Columns = [.. columns.Select(column => column with { Name = ExportText.Clean(column.Name) })];
        if (Columns.Count == 0)
            throw new ArgumentException("A table has at least one column.", nameof(columns));
        if (Columns.Any(column => column.Name.Length == 0))
            throw new ArgumentException("A column has a name.", nameof(columns));
        if (Columns.GroupBy(column => column.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var name })
            throw new ArgumentException($"Two columns are called {name}.", nameof(columns));
        _rows = rows;
    }

    public IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>
    /// The rows in the forms that every file can hold: <see cref="string"/> (well-formed, without NUL), <see cref="long"/> (durations too),
    /// <see cref="double"/> (finite), <see cref="DateTimeOffset"/>, <see cref="bool"/>, null.
    /// </summary>
    /// <exception cref="ArgumentException">A row has another number of cells, or a cell is of another kind than its column.</exception>
    public async IAsyncEnumerable<object?[]> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _rows.WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Count != Columns.Count)
                throw new ArgumentException($"A row has {row.Count} cells and the table {Columns.Count} columns.");
            var cells = new object?[row.Count];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Plain(row[i], Columns[i]);
            yield return cells;
        }
    }

    private static object? Plain(object? cell, ExportColumn column) => (column.Kind, cell) switch
    {
        (_, null) => null,
        (ColumnKind.Text, string text) => ExportText.Clean(text),
        (ColumnKind.DecimalNumber, double number) => double.IsFinite(number) ? cell : null,
        (ColumnKind.Duration, TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerSecond,
        (ColumnKind.WholeNumber, long) or (ColumnKind.Time, DateTimeOffset) or (ColumnKind.YesOrNo, bool) => cell,
        _ => throw new ArgumentException($"{column.Name} is a {column.Kind}, and a cell of it a {cell.GetType().Name}."),
    };
}
