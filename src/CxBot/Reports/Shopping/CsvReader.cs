using System.Text;

namespace CxBot.Reports.Shopping;

/// <summary>Reads lines of CSV one by one: quoted cells may hold quotes, separators and line breaks. What separates is told by the first
/// line.</summary>
internal sealed class CsvReader(TextReader reader)
{
    /// <summary>The longest line, in characters.</summary>
    private const int MaxLine = 10_000;

    private readonly char[] _buffer = new char[16 * 1024];
    private int _at;
    private int _filled;
    private long _line = 1;
    private char? _separator;

    /// <returns>Null at the end.</returns>
    public async Task<CsvLine?> ReadAsync(CancellationToken cancellationToken)
    {
        var (number, cells, cell, length, quoted) = (_line, new List<string>(), new StringBuilder(), 0, false);
        while (true)
        {
            if (await NextAsync(cancellationToken) is not { } next)
            {
                if (length == 0)
                    return null;
                cells.Add(cell.ToString());
                return new CsvLine(number, cells, quoted ? "A quote that begins a cell is never closed." : TooLong(length));
            }

            if (next == '\n')
                _line++;
            if (next == '\n' && !quoted)
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                return new CsvLine(number, cells, TooLong(length));
            }

            // Of a line that is too long nothing more is kept.
            if (++length > MaxLine)
                continue;
            if (next == '"' && (quoted || cell.Length == 0))
            {
                quoted = !await CloseAsync(quoted, cell, cancellationToken);
            }
            else if (!quoted && Separates(next))
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(next);
            }
        }
    }

    /// <summary>A quote: it opens a cell, closes it, or is one of two that stand for one.</summary>
    /// <returns>Whether the cell is closed now.</returns>
    private async ValueTask<bool> CloseAsync(bool quoted, StringBuilder cell, CancellationToken cancellationToken)
    {
        if (!quoted)
            return false;
        if (await PeekAsync(cancellationToken) != '"')
            return true;
        _at++;
        cell.Append('"');
        return false;
    }

    private bool Separates(char next)
    {
        if (_separator is null && next is ',' or ';')
            _separator = next;
        return next == _separator;
    }

    private async ValueTask<char?> PeekAsync(CancellationToken cancellationToken)
    {
        if (_at == _filled)
            (_at, _filled) = (0, await reader.ReadAsync(_buffer.AsMemory(), cancellationToken));
        return _at < _filled ? _buffer[_at] : null;
    }

    private async ValueTask<char?> NextAsync(CancellationToken cancellationToken)
    {
        var next = await PeekAsync(cancellationToken);
        if (next is not null)
            _at++;
        return next;
    }

    private static string? TooLong(int length) => length > MaxLine ? $"A line has at most {MaxLine} characters." : null;
}

/// <param name="Number">The line on which it begins; the first is 1.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record CsvLine(long Number, IReadOnlyList<string> Cells, string? Problem);
