namespace CxBot.Benchmarks.Coverage;

/// <summary>The tables as a page.</summary>
internal static class CoverageReadme
{
    public static Task WriteAsync(
        string file, int samples, IEnumerable<(string Name, IReadOnlyList<CoverageRow> Rows)> tables, string truth,
        CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file, $"""
            # Whether the reports' intervals hold the truth

            Made by `dotnet run -c Release --project tests/CxBot.Benchmarks -- coverage`; edit `CoverageReadme.cs`, not this page.

            {samples} samples of each size are drawn of each truth, always the same; a 95 % interval should hold the truth 95 times of 100.
            Asked for: 94 to 97 % on average, never under 88 %. "At" names the truth that is held least; the truths are in `Truths.cs` and
            `WaitingPopulation.cs`. The width is on the scale of the figure: 1 is the whole of a share, 2 of the Net Promoter Score (times
            100 for points), 6 of CES.

            {string.Join("\n\n", tables.Select(table => $"## {table.Name}\n\n{CoverageRow.Head}\n{string.Join('\n', table.Rows)}"))}

            ## How far from the truth, in points

            Answering depends on the wait alone, which has no steps; the weights know eleven. Asked for: weighted within
            1 point, and raw not.

            | populations | weighted, at most | raw |
            | --- | ---: | ---: |
            {truth}

            """.ReplaceLineEndings("\n"), cancellationToken);
}
