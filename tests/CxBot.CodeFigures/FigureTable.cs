using System.Globalization;

namespace CxBot.CodeFigures;

/// <summary>The figures of several folders side by side, as a Markdown table.</summary>
internal static class FigureTable
{
    private static readonly int[] LineBounds = [120, 140, 160, 200];

    private static readonly (string Name, Func<SourceFolder, string> Figure)[] Rows =
    [
        ("files, lines", s => $"{s.Files.Count}, {Thousands(s.Files.Sum(f => f.Lines))}"),
        ("file: median / p90 / longest, lines", s => Spread(s.Files, f => f.Lines, 0.9)),
        ("files under 20 lines", s => Share(s.Files.Count(f => f.Lines < 20), s.Files.Count)),
        ("method: median / p95 / longest, lines", s => Spread(s.Methods, m => m.Lines, 0.95)),
        ("methods", s => $"{s.Methods.Count()}"),
        ("methods over 40 / over 60 lines", s => Over(s.Methods, m => m.Lines, 40, 60)),
        ("methods of complexity over 10 / over 15", s => Over(s.Methods, m => m.Complexity, 10, 15)),
        ("of those over 15, tables (one switch expression)", s => $"{s.Methods.Count(m => m.Complexity > 15 && m.IsTable)}"),
        ("highest complexity", s => $"{Of(s.Methods, m => m.Complexity, 1)}"),
        ("classes with over 6 / over 7 constructor parameters", s => Over(Made(s, isRecord: false), p => p.Count, 6, 7)),
        ("records with over 8 / over 12 parameters", s => Over(Made(s, isRecord: true), p => p.Count, 8, 12)),
        ("folders with over 15 / over 20 files", s => Over(s.Folders, f => f.Files, 15, 20)),
        ("lines over 120 / 140 / 160 / 200 characters", s => string.Join(" / ", LineBounds.Select(bound => LongLines(s, bound)))),
        ("longest line, characters", s => $"{s.Files.SelectMany(f => f.LineLengths).Max()}"),
        ("comment lines of non-blank", Comments),
        ("private fields `_x` / `x`", s => Both(s, c => c.UnderscoreFields, c => c.PlainFields)),
        ("tokens `cancellationToken` / `ct`", s => Both(s, c => c.WholeTokens, c => c.ShortTokens)),
        ("guards on lines of their own / on one line", s => Both(s, c => c.OtherGuards, c => c.OneLineGuards)),
    ];

    public static void Print(IReadOnlyList<(string Name, SourceFolder Source)> folders, TextWriter output)
    {
        output.WriteLine($"| | {string.Join(" | ", folders.Select(f => f.Name))} |");
        output.WriteLine($"| --- |{string.Concat(folders.Select(_ => " ---: |"))}");
        foreach (var (name, figure) in Rows)
            output.WriteLine($"| {name} | {string.Join(" | ", folders.Select(f => figure(f.Source)))} |");
    }

    private static string Spread<T>(IEnumerable<T> items, Func<T, int> figure, double high) =>
        $"{Of(items, figure, 0.5)} / {Of(items, figure, high)} / {Of(items, figure, 1)}";

    private static int Of<T>(IEnumerable<T> items, Func<T, int> figure, double quantile)
    {
        var ordered = items.Select(figure).Order().ToArray();
        return ordered.Length == 0 ? 0 : ordered[(int)Math.Ceiling(quantile * ordered.Length) - 1];
    }

    private static string Over<T>(IEnumerable<T> items, Func<T, int> figure, int low, int high) =>
        $"{items.Count(item => figure(item) > low)} / {items.Count(item => figure(item) > high)}";

    private static string Both(SourceFolder source, Func<CodeCount, int> one, Func<CodeCount, int> other) =>
        $"{source.Files.Sum(f => one(f.Code))} / {source.Files.Sum(f => other(f.Code))}";

    private static IEnumerable<Parameters> Made(SourceFolder source, bool isRecord) =>
        source.Files.SelectMany(f => f.Code.Parameters).Where(p => p.IsRecord == isRecord);

    private static string LongLines(SourceFolder source, int bound)
    {
        var lengths = source.Files.SelectMany(f => f.LineLengths).ToArray();
        return Percent(lengths.Count(length => length > bound), lengths.Length);
    }

    private static string Comments(SourceFolder source)
    {
        var code = source.Files.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal)).ToArray();
        var comments = code.Sum(f => f.Code.CommentLines);
        var xml = code.Sum(f => f.Code.XmlCommentLines);
        return $"{Percent(comments, code.Sum(f => f.Lines - f.BlankLines))}, {Percent(xml, comments)} of them XML";
    }

    private static string Share(int part, int whole) => $"{part} ({Percent(part, whole)})";

    private static string Percent(int part, int whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 0 : 100.0 * part / whole):0.0} %");

    private static string Thousands(int lines) => string.Create(CultureInfo.InvariantCulture, $"{lines / 1000.0:0.0}k");
}
