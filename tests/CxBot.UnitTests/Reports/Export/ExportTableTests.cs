using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

public sealed class ExportTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_table_has_columns_with_a_name_each()
    {
        Assert.Throws<ArgumentException>(() => Table([]));
        Assert.Throws<ArgumentException>(() => Table([new("", ColumnKind.Text)]));
        Assert.Throws<ArgumentException>(() => Table([new("a", ColumnKind.Text), new("a", ColumnKind.Time)]));
        Assert.Throws<ArgumentException>(() => Table([new("a\0", ColumnKind.Text), new("a\uFFFD", ColumnKind.Time)]));
    }

    [Fact]
    public async Task A_cell_of_another_kind_or_a_row_of_another_length_is_refused()
    {
        ExportColumn[] columns = [new("a", ColumnKind.WholeNumber)];
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => CsvExport.WriteAsync(
            Table(columns, ["x"]), CsvForm.Rfc4180, Stream.Null, Token));
        Assert.Equal("a is a WholeNumber, and a cell of it a String.", wrong.Message);
        await Assert.ThrowsAsync<ArgumentException>(() => JsonLinesExport.WriteAsync(Table(columns, [1L, 2L]), Stream.Null, Token));
    }

    private static ExportTable Table(ExportColumn[] columns, params IReadOnlyList<object?>[] rows) =>
        new(columns, rows.ToAsyncEnumerable());
}
