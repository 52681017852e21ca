using Microsoft.CodeAnalysis.CSharp;

namespace CxBot.CodeFigures;

/// <summary>The hand-written C# of a folder: what tools generate (migrations, designer files, build output) is left out.</summary>
internal sealed record SourceFolder(string Root, IReadOnlyList<SourceFile> Files)
{
    private static readonly string[] GeneratedFolders = ["bin", "obj", "Migrations", "node_modules"];
    private static readonly string[] GeneratedEndings = [".Designer.cs", ".g.cs", ".generated.cs", "AssemblyInfo.cs"];

    public IEnumerable<Method> Methods => Files.SelectMany(file => file.Methods);

    /// <summary>How many files each folder holds itself, without those below it.</summary>
    public IEnumerable<(string Folder, int Files)> Folders =>
        Files.GroupBy(file => Path.GetDirectoryName(file.Path) ?? "").Select(group => (group.Key, group.Count()));

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static SourceFolder Read(string root)
    {
        var paths = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal))
            .Where(path => !IsGenerated(Path.GetRelativePath(root, path)))
            .Order(StringComparer.Ordinal);
        return new SourceFolder(root, [.. paths.Select(path => ReadFile(root, path))]);
    }

    private static SourceFile ReadFile(string root, string path)
    {
        var text = File.ReadAllText(path);
        var isCSharp = path.EndsWith(".cs", StringComparison.Ordinal);
        return SourceFile.Of(Path.GetRelativePath(root, path), text, isCSharp ? CSharpSyntaxTree.ParseText(text) : null);
    }

    private static bool IsGenerated(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(GeneratedFolders.Contains)
        || GeneratedEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));
}
