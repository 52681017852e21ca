namespace CxBot.CodeFigures;

/// <summary>What is over the bounds that this house keeps, by file: what a reviewer would send back.</summary>
internal static class Bounds
{
    public const int MaxComplexity = 15;
    public const int MaxConstructorParameters = 7;
    public const int MaxFilesInFolder = 20;
    public const int MaxLine = 140;

    /// <returns>0 where nothing is over a bound, else 1.</returns>
    public static int Print(SourceFolder source, TextWriter output)
    {
        string[] found = [.. Over(source)];
        foreach (var line in found)
            output.WriteLine(line);
        return found.Length == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Over(SourceFolder source)
    {
        foreach (var method in source.Methods.Where(m => m.Complexity > MaxComplexity && !m.IsTable).OrderByDescending(m => m.Complexity))
            yield return $"complexity {method.Complexity}: {method.File} {method.Name}";
        var crowded = source.Files.SelectMany(f => f.Code.Parameters).Where(p => !p.IsRecord && p.Count > MaxConstructorParameters);
        foreach (var made in crowded)
            yield return $"{made.Count} constructor parameters: {made.File} {made.Type}";
        foreach (var (folder, files) in source.Folders.Where(f => f.Files > MaxFilesInFolder))
            yield return $"{files} files: {folder}";
        foreach (var file in source.Files)
            for (var i = 0; i < file.Lines; i++)
                if (file.LineLengths[i] > MaxLine)
                    yield return $"{file.LineLengths[i]} characters: {file.Path}:{i + 1}";
    }
}
