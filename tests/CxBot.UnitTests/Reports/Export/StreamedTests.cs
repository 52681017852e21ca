using System.Text;
using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

/// <summary>A million rows need as little memory as some thousands, and who stops is not kept waiting.</summary>
public sealed class StreamedTests
{
    private static readonly Dictionary<string, Func<ExportTable, Stream, CancellationToken, Task>> Writers = new()
    {
        ["csv"] = (table, output, token) => CsvExport.WriteAsync(table, CsvForm.Rfc4180, output, token),
        ["spreadsheet"] = (table, output, token) => CsvExport.WriteAsync(table, CsvForm.Spreadsheet, output, token),
        ["json lines"] = JsonLinesExport.WriteAsync,
        ["parquet"] = ParquetExport.WriteAsync,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => [.. Writers.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Nothing_is_held_beyond_a_group_of_rows_and_nothing_blocks(string form)
    {
        var output = new CountingOutput();
        var behind = 0L;
        await Writers[form](Table(100_000, i => behind = Math.Max(behind, i - output.Rows(i))), output, Token);
        Assert.InRange(behind, 1, ParquetExport.MaxGroupRows);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Who_stops_gets_no_further_row_and_no_file_that_passes_for_the_whole(string form)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var output = new MemoryStream();
        var reached = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Writers[form](Table(100_000, i =>
        {
            reached = i;
            if (i == 50_000)
                stop.Cancel();
        }), output, stop.Token));
        Assert.Equal(50_000, reached);
        Assert.NotEqual("PAR1", Encoding.ASCII.GetString(output.ToArray()[^4..]));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Rows_that_fail_leave_no_file_that_passes_for_the_whole(string form)
    {
        using var output = new MemoryStream();
        await Assert.ThrowsAsync<TimeoutException>(() => Writers[form](Table(30_000, i =>
        {
            if (i == 29_999)
                throw new TimeoutException();
        }), output, Token));
        Assert.NotEqual("PAR1", Encoding.ASCII.GetString(output.ToArray()[^4..]));
    }

    private static ExportTable Table(int rows, Action<int> at)
    {
        return new([new("teks", ColumnKind.Text), new("jumlah", ColumnKind.WholeNumber)], RowsAsync());

        async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync()
        {
            for (var i = 0; i < rows; i++)
            {
                at(i);
                yield return [$"baris {i}", (long)i];
                if (i % 1_000 == 0)
                    await Task.Yield();
            }
        }
    }

    /// <summary>Refuses to be written to or flushed the blocking way, as an HTTP response does.</summary>
    private sealed class CountingOutput : Stream
    {
        private int _rows;
        private int _seen;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>How many of the rows so far were handed on when the last bytes came.</summary>
        public int Rows(int given)
        {
            _seen = given;
            return _rows;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.Length > 1_000)
                _rows = _seen;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
