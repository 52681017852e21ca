using System.Text.RegularExpressions;

namespace CxBot.Tests.Docs;

/// <summary>The part of the one style that no analyzer keeps. The rest stands in <c>.editorconfig</c> and fails the build.</summary>
public sealed class HouseStyleTests
{
    private const int MaxLineLength = 140;

    private static readonly string[] Endings = [".cs", ".razor"];

    private static readonly IReadOnlyList<(string Name, string Text)> Files =
        [.. new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.Folder(folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(name => Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .Where(name => !name.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "node_modules"))
            .Select(name => (name, File.ReadAllText(Repository.Folder(name))))];

    [Fact]
    public void No_line_is_longer_than_a_screen() =>
        Assert.Empty(
            from file in Files
            from line in file.Text.Split('\n').Select((text, at) => (text, at))
            where line.text.TrimEnd('\r').Length > MaxLineLength && !IsRecorded(file.Name, line.text)
            select $"{file.Name}:{line.at + 1} has {line.text.Length} characters");

    /// <summary>What a test holds in quotes (JSON as others sent it, scripts of a page, sentences) is not broken, nor a page's own text.</summary>
    private static bool IsRecorded(string name, string line) =>
        name.StartsWith("tests/", StringComparison.Ordinal)
        && (line.AsSpan().ContainsAny('"', '\'', '`') || name.EndsWith("/QualityReadme.cs", StringComparison.Ordinal));

    [Theory]
    [InlineData(@"CancellationToken (ct|token|cancel|cancellation)\b", "A token is called cancellationToken.")]
    [InlineData(@"\[LoggerMessage\((Level|EventId|Message) =", "An event of the log is [LoggerMessage(1, LogLevel.Information, \"...\")].")]
    [InlineData(@"\b(const|static readonly) \S+ (Most|Longest|Fewest|Least|Shortest)[A-Z]", "A bound is called MaxX or MinX.")]
    public void One_thing_is_written_in_one_way(string pattern, string rule)
    {
        var found = Files.Where(
            file => file.Name.EndsWith(".cs", StringComparison.Ordinal) || file.Name.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(file.Text, pattern), (file, match) => $"{file.Name}: {match.Value}")
            .Where(line => !line.StartsWith("tests/CxBot.UnitTests/Docs/HouseStyleTests.cs", StringComparison.Ordinal));
        Assert.True(!found.Any(), $"{rule}\n{string.Join('\n', found)}");
    }
}
