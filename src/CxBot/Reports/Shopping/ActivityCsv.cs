using System.Runtime.CompilerServices;

namespace CxBot.Reports.Shopping;

/// <summary>Reads activity from a file (CSV, RFC 4180; <c>;</c> instead of commas as spreadsheets write it), line by line.</summary>
public static class ActivityCsv
{
    private static readonly string[] Needed = ["subject", "id", "kind", "at"];

    /// <summary>Each line that holds something, in its order. A head that is not understood is one line with its problem.</summary>
    /// <param name="now">What is long after it was not done yet.</param>
    public static async IAsyncEnumerable<ActivityLine> ReadAsync(
        TextReader reader, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var csv = new CsvReader(reader);
        if (await csv.ReadAsync(cancellationToken) is not { } head)
        {
            yield return new ActivityLine(1, null, $"The file is empty. Its first line is {string.Join(',', ActivityFields.Names)}.");
            yield break;
        }

        List<string> names = [.. head.Cells.Select(name => name.Trim().ToLowerInvariant())];
        if (HeadProblem(names) is { } wrong)
        {
            yield return new ActivityLine(1, null, head.Problem ?? wrong);
            yield break;
        }

        while (await csv.ReadAsync(cancellationToken) is { } line)
        {
            if (line.Problem is null && line.Cells.All(string.IsNullOrWhiteSpace))
                continue;
            yield return line.Problem is null ? Read(line, names, now) : new ActivityLine(line.Number, null, line.Problem);
        }
    }

    private static ActivityLine Read(CsvLine line, List<string> names, DateTimeOffset now)
    {
        if (line.Cells.Count != names.Count)
            return new ActivityLine(line.Number, null, $"There are {line.Cells.Count} cells, and {names.Count} in the first line.");
        string? Cell(string name) => names.IndexOf(name) is >= 0 and var at ? line.Cells[at] : null;
        var (row, problem) = new ActivityFields
        {
            Subject = Cell("subject"),
            Id = Cell("id"),
            Kind = Cell("kind"),
            At = Cell("at"),
            Amount = Cell("amount"),
            Currency = Cell("currency"),
            Subscription = Cell("subscription"),
        }.Read(now);
        return new ActivityLine(line.Number, row, problem);
    }

    private static string? HeadProblem(List<string> names)
    {
        var known = $"The first line names the columns: {string.Join(',', ActivityFields.Names)}; the last three may be left out.";
        if (Needed.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            return $"There is no column \"{missing}\". {known}";
        if (names.FirstOrDefault(name => !ActivityFields.Names.Contains(name)) is { } strange)
            return $"There is no column called \"{(strange.Length <= 40 ? strange : strange[..40] + "…")}\". {known}";
        return names.Distinct().Count() == names.Count ? null : $"A column stands there twice. {known}";
    }
}

/// <summary>A line of a file.</summary>
/// <param name="Number">The first is 1.</param>
/// <param name="Row">Null where there is a problem.</param>
public sealed record ActivityLine(long Number, ActivityRow? Row, string? Problem);
